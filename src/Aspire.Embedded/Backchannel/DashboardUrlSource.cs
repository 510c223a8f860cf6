namespace Aspire.Hosting.Backchannel;

/// <summary>Asks the dashboard, if there is one, where it is.</summary>
internal sealed class DashboardUrlSource
{
    private readonly DashboardUrls _none = new(DashboardHealthy: false, null, null);

    internal Task<DashboardUrls> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_none).WaitAsync(cancellationToken);
}
