using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace AiStack.Hosting;

/// <summary>Which container image a component runs from: its own, or what configuration puts in its place.</summary>
public static class Images
{
    /// <summary>Gives a container its image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="component">Name under <c>AiStack:Images</c> where a full reference (<c>registry/name:tag</c>) may replace the image.</param>
    /// <param name="registry">The component's own registry; <see langword="null"/>: the engine's default one.</param>
    /// <param name="image">The component's own image, without registry and tag.</param>
    /// <param name="tag">Its tag; never <c>latest</c>.</param>
    /// <remarks><c>AiStack:ImageRegistry</c> replaces the registry of every image that is not itself replaced.</remarks>
    public static IResourceBuilder<T> WithConfiguredImage<T>(this IResourceBuilder<T> builder, string component, string? registry, string image, string tag)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        var configuration = builder.ApplicationBuilder.Configuration;
        if (configuration[$"AiStack:Images:{component}"] is { Length: > 0 } replacement)
        {
            return builder.WithImage(replacement);
        }

        return builder.WithImage(image, tag)
            .WithImageRegistry(configuration["AiStack:ImageRegistry"] is { Length: > 0 } mirror ? mirror : registry);
    }

    /// <summary>Full reference of the image that <see cref="WithConfiguredImage"/> gives a component.</summary>
    /// <param name="configuration">The application's configuration.</param>
    /// <param name="component">Name under <c>AiStack:Images</c>.</param>
    /// <param name="registry">The component's own registry; <see langword="null"/>: the engine's default one.</param>
    /// <param name="image">The component's own image, without registry and tag.</param>
    /// <param name="tag">Its tag.</param>
    public static string ReferenceOf(IConfiguration configuration, string component, string? registry, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var from = configuration["AiStack:ImageRegistry"] is { Length: > 0 } mirror ? mirror : registry;
        return configuration[$"AiStack:Images:{component}"] is { Length: > 0 } replacement ? replacement : $"{(from is null ? "" : from + "/")}{image}:{tag}";
    }
}
