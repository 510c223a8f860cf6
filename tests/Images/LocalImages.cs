namespace AiStack.Tests;

/// <summary>An image for every component that runs in containers, made on this machine without any registry.</summary>
/// <remarks>
/// <c>var images = await LocalImages.GetAsync(cancelled);</c> then <c>CreateAsync&lt;…&gt;(["--AiStack:Run=containers", .. images.Overrides])</c>.
/// Made once: a second test waits for the first, a second test program too, and the next run finds them again.
/// </remarks>
internal sealed class LocalImages
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);
    private static readonly Lazy<Task<LocalImages>> s_images = new(EnsureAsync);

    private readonly IReadOnlyDictionary<string, string> _images;

    private LocalImages(IReadOnlyDictionary<string, string> images) => _images = images;

    /// <summary>Command-line settings that put these images in the place of the components' own.</summary>
    public IEnumerable<string> Overrides => _images.Select(image => $"--AiStack:Images:{image.Key}={image.Value}");

    /// <param name="component">Name under <c>AiStack:Images</c>, such as <c>open-webui</c>.</param>
    public string this[string component] => _images[component];

    /// <summary>Makes what is missing; skips the test (fails it on CI) where no container engine answers or the packages cannot be fetched.</summary>
    public static Task<LocalImages> GetAsync(CancellationToken cancelled) => s_images.Value.WaitAsync(cancelled);

    private static async Task<LocalImages> EnsureAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await ContainerEngine.RequireAsync(limit.Token);
        // The directory of the temporary files is what processes of one user share; the engine's images are what the lock protects.
        using var building = await MachineLock.TakeAsync("aistack-test-images", limit.Token);
        var made = await Task.WhenAll(ImageRecipe.Packages.EnsureAsync(limit.Token), ImageRecipe.Programs.EnsureAsync(limit.Token));
        return new LocalImages(made.SelectMany(images => images).ToDictionary());
    }
}
