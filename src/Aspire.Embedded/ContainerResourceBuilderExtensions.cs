using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds containers and says what they are made from.</summary>
public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image: <c>[registry/]repository[:tag|@sha256:digest]</c>. Without a tag: <c>latest</c>.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, [ResourceName] string name, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(image);

        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image without a tag.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, [ResourceName] string name, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentException.ThrowIfNullOrEmpty(tag);

        return builder.AddResource(new ContainerResource(name)).WithImage(image, tag);
    }

    /// <summary>Sets the image, keeping the registry that was set before.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="image">The image: <c>[registry/]repository[:tag|@sha256:digest]</c>. A registry given here stays part of the image's name.</param>
    /// <param name="tag">The tag. <see langword="null"/>: the one in <paramref name="image"/>, else <c>latest</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A tag was given twice, or <paramref name="image"/> is not an image name.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(image);

        var reference = ImageReference.Parse(image);
        if (tag is not null && (reference.Tag ?? reference.Digest) is { } other)
        {
            throw new ArgumentException($"Ambiguous tags: '{tag}' was given beside the image name, and '{other}' is part of '{image}'. Leave one out.", nameof(tag));
        }

        if (builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is not { } annotation)
        {
            annotation = new ContainerImageAnnotation { Image = reference.Repository };
            builder.WithAnnotation(annotation);
        }

        annotation.Image = reference.Repository;
        if (reference.Digest is not null)
        {
            annotation.SHA256 = reference.Digest;
        }
        else
        {
            annotation.Tag = reference.Tag ?? tag ?? "latest";
        }

        return builder;
    }

    /// <summary>Sets the image's tag.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The container has no image yet.</exception>
    internal static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(tag);

        ImageOf(builder).Tag = tag;
        return builder;
    }

    /// <summary>Sets where the image is pulled from.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="registry">The registry. <see langword="null"/>: what the container runtime takes.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The container has no image yet.</exception>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        ImageOf(builder).Registry = registry;
        return builder;
    }

    /// <summary>Sets when the image is pulled.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="pullPolicy">When.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);
    }

    private static ContainerImageAnnotation ImageOf<T>(IResourceBuilder<T> builder) where T : ContainerResource =>
        builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
        ?? throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have a container image specified. Use WithImage to specify the container image and tag.");
}
