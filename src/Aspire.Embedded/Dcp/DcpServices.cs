using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dcp;

internal static class DcpServices
{
    internal static IServiceCollection AddDcp(this IServiceCollection services) => services;
}
