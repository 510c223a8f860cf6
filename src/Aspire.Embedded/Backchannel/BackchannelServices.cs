using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Backchannel;

internal static class BackchannelServices
{
    internal static IServiceCollection AddBackchannel(this IServiceCollection services) => services;
}
