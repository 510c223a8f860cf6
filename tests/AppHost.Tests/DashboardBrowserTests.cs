using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AppHost.Tests;

/// <summary>The dashboard as a user sees it: <c>dotnet run</c>, the printed login URL, a browser.</summary>
public sealed partial class DashboardBrowserTests
{
    private const float Patience = 60_000;

    [Fact]
    public async Task Dashboard_OfTheRunningStackFixture_ShowsStatesGraphAndLogs_AndStopsAndStartsAModel()
    {
        await using var run = RunningAppHost.Start();
        await run.WaitUntilServingAsync();
        var login = LoginUrl().Match(await run.WaitForLineAsync("Login to the dashboard at")).Value;
        await AskChatModelAsync(run.RouterPort);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1600, Height = 900 } });
        page.SetDefaultTimeout(Patience);

        await page.GotoAsync(login);
        foreach (var name in (string[])["vllm", "vllm-router", "qwen2-chat", "qwen2-chat-0", "gte-embed", "gte-embed-0"])
        {
            await Expect(Row(page, name)).ToContainTextAsync("Running", new() { Timeout = Patience });
        }

        Assert.Equal(0, await page.GetByText("unsecured", new() { Exact = false }).CountAsync());
        await SaveAsync(page, "dashboard-resources");

        await SeeTheGraphAsync(page, run);
        await SeeALogLineAsync(page, run);
        await StopAndStartAsync(page, run);
    }

    private static async Task SeeTheGraphAsync(IPage page, RunningAppHost run)
    {
        await OpenTheGraphAsync(page, run);
        await Expect(page.Locator("svg").Filter(new() { HasText = "vllm-router" }).First).ToBeVisibleAsync(new() { Timeout = Patience });

        // The layout is animated: the picture is taken when the nodes have come to rest.
        await page.WaitForTimeoutAsync(2_000);
        await SaveAsync(page, "dashboard-graph");
    }

    // One line per relationship: the router to each of its models, and each part to what it stands under.
    private static Task OpenTheGraphAsync(IPage page, RunningAppHost run) =>
        OpenAsync(page, run, "?view=Graph", patience => Expect(page.Locator("svg .links line, svg .links path, svg path.link, svg line.link").First).ToBeAttachedAsync(new() { Timeout = patience }));

    private static async Task SeeALogLineAsync(IPage page, RunningAppHost run)
    {
        await OpenAsync(page, run, "consolelogs/resource/qwen2-chat-0",
            patience => Expect(page.Locator(".log-content, .log-line-content").Filter(new() { HasText = "chat/completions" }).First).ToBeVisibleAsync(new() { Timeout = patience }));
        await SaveAsync(page, "dashboard-logs");
    }

    /// <summary>Opens a page and waits until it shows something. One whose circuit was slow to connect stays empty and deaf to its tabs: it is opened again, as a user would.</summary>
    private static async Task OpenAsync(IPage page, RunningAppHost run, string path, Func<float, Task> see)
    {
        for (var attempt = 1; ; attempt++)
        {
            await page.GotoAsync($"http://localhost:{run.DashboardPort}/{path}");
            try
            {
                await see(Patience / 3);
                return;
            }
            catch (PlaywrightException) when (attempt < 4)
            {
                await page.GotoAsync("about:blank");
            }
        }
    }

    private static async Task StopAndStartAsync(IPage page, RunningAppHost run)
    {
        await OpenAsync(page, run, "", patience => Expect(Row(page, "qwen2-chat")).ToContainTextAsync("Running", new() { Timeout = patience }));

        await Row(page, "qwen2-chat").GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(Row(page, "qwen2-chat")).Not.ToContainTextAsync("Running", new() { Timeout = Patience });
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await StatusOfAChatAsync(run.RouterPort));

        await Row(page, "qwen2-chat").GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(Row(page, "qwen2-chat")).ToContainTextAsync("Running", new() { Timeout = Patience });
        await AskChatModelAsync(run.RouterPort);
    }

    private static ILocator Row(IPage page, string name) =>
        page.Locator("fluent-data-grid-row, tr").Filter(new() { Has = page.GetByText(name, new() { Exact = true }) }).First;

    private static async Task AskChatModelAsync(int port)
    {
        var last = System.Net.HttpStatusCode.OK;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            last = await StatusOfAChatAsync(port);
            if (last == System.Net.HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"The chat model does not answer; the last status was {last}.");
    }

    private static async Task<System.Net.HttpStatusCode> StatusOfAChatAsync(int port)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync($"http://localhost:{port}/v1/chat/completions", new
        {
            model = "Qwen/Qwen2-1.5B-Instruct",
            max_tokens = 8,
            messages = new[] { new { role = "user", content = "Hello" } },
        });
        return answer.StatusCode;
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory.FullName, name + ".png") });
    }

    [GeneratedRegex(@"https?://\S+/login\?t=\S+")]
    private static partial Regex LoginUrl();
}
