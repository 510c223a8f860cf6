namespace Aspire.Hosting.Backchannel;

/// <summary>What `aspire` shows of the dashboard.</summary>
/// <param name="DashboardHealthy">Whether it answers.</param>
/// <param name="BaseUrlWithLoginToken">Opens it without asking for the token; <see langword="null"/>: there is no dashboard.</param>
/// <param name="CodespacesUrlWithLoginToken">Not known here.</param>
internal sealed record DashboardUrls(bool DashboardHealthy, string? BaseUrlWithLoginToken, string? CodespacesUrlWithLoginToken);
