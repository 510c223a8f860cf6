using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard;

internal static class DashboardServices
{
    internal static IServiceCollection AddDashboard(this IServiceCollection services) => services;
}
