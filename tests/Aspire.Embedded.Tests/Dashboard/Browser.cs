using Microsoft.Playwright;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>A Chromium without a window, logged in to a dashboard.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] s_candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    internal IPage Page { get; }

    internal static async Task<Browser> LoginAsync(Uri loginUrl)
    {
        var program = s_candidates.FirstOrDefault(File.Exists);
        if (program is null)
        {
            Missing.SkipOrFail("no Chromium is installed (apt-get install chromium).");
        }

        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1500, Height = 850 } });
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync(loginUrl.AbsoluteUri);
        return new(playwright, browser, page);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
