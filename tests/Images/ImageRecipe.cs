using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AiStack.Tests;

/// <summary>Images that one script makes together. Their tag is a hash of the scripts and of what the images are made of, so that unchanged ones are made once per machine.</summary>
/// <param name="Script">File in <c>images/</c> beside the test program; called with <c>plan</c>, which prints what goes in, and with <c>build</c>.</param>
/// <param name="Components">Names under <c>AiStack:Images</c>, and of the images below <c>aistack-test/</c>.</param>
internal sealed record ImageRecipe(string Script, params IReadOnlyList<string> Components)
{
    // EX_UNAVAILABLE of sysexits.h
    private const int OutOfReach = 69;
    private const string Label = "aistack-test=1";

    private static readonly string s_scripts = Path.Combine(AppContext.BaseDirectory, "images");

    /// <summary>The real PostgreSQL, Redis and Prometheus, of the Linux distribution that the tests run on.</summary>
    public static ImageRecipe Packages { get; } = new("debian.sh", "postgres", "redis", "prometheus");

    /// <summary>Our simulator and gateway, also in the place of vLLM, its router and (apisix-gateway) APISIX, and the stand-in for the rest.</summary>
    public static ImageRecipe Programs { get; } = new("dotnet.sh", "simulator", "vllm", "gateway", "vllm-router", "qdrant", "langflow", "open-webui", "pipelines", "apisix", "apisix-gateway");

    /// <summary>Makes the images that are missing.</summary>
    /// <returns>The image of each component.</returns>
    public async Task<IReadOnlyDictionary<string, string>> EnsureAsync(CancellationToken cancelled)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-image-");
        try
        {
            var tag = await TagAsync(directory.FullName, cancelled);
            var images = Components.ToDictionary(component => component, component => $"aistack-test/{component}:{tag}");
            if ((await Command.RunAsync("docker", ["image", "inspect", "--format", "-", .. images.Values], cancelled)).ExitCode != 0)
            {
                await RunAsync(["build", directory.FullName, tag], cancelled);
                await DropOldAsync(cancelled);
            }

            return images;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<string> TagAsync(string directory, CancellationToken cancelled)
    {
        var content = new StringBuilder(await RunAsync(["plan", directory], cancelled));
        foreach (var script in Directory.EnumerateFiles(s_scripts).Order(StringComparer.Ordinal))
        {
            content.Append(await File.ReadAllTextAsync(script, cancelled));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..16];
    }

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancelled)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var (exitCode, output, errors) = await Command.RunAsync("bash", [Path.Combine(s_scripts, Script), .. arguments], cancelled, new Dictionary<string, string>
        {
            ["DOTNET"] = Path.GetFullPath(Path.Combine(runtime, "../../..")),
            ["VERSION"] = Path.GetFileName(runtime),
            ["PROGRAMS"] = Path.Combine(AppContext.BaseDirectory, "programs"),
        });
        var images = string.Join(", ", Components);
        if (exitCode == OutOfReach)
        {
            Requirement.IsMissing($"The images {images} need packages of this machine's apt sources, which cannot be had: {errors}");
        }

        Assert.True(exitCode == 0, $"The images {images} could not be made: '{Script} {arguments[0]}' ended with {exitCode}: {errors}");
        return output;
    }

    // What earlier builds left. Not what is younger than a day, which another checkout's tests may be using; what a container uses stays by itself.
    private static Task<string> DropOldAsync(CancellationToken cancelled) =>
        ContainerEngine.RunAsync(["image", "prune", "--all", "--force", "--filter", $"label={Label}", "--filter", "until=24h"], cancelled);
}
