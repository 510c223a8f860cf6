using Microsoft.Playwright;

namespace AiStack.Tests;

/// <summary>The Chromium of this machine, without a window, driven by Playwright.</summary>
internal static class Chromium
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    internal static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var path = s_places.FirstOrDefault(File.Exists);
        if (path is null)
        {
            Requirement.IsMissing("No Chromium is installed (Debian: apt-get install chromium).");
        }

        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
