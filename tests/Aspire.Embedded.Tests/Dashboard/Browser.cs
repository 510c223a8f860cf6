using Microsoft.Playwright;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>A Chromium without a window, logged in to a dashboard.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    internal IPage Page { get; }

    internal static async Task<Browser> LoginAsync(Uri loginUrl)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1500, Height = 850 } });
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(loginUrl.AbsoluteUri);
        return new(playwright, browser, page);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
