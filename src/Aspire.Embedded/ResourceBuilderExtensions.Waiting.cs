using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Holds back the start of a resource until another one runs and its health checks pass.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for what it is part of.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, WaitType.WaitUntilHealthy, waitBehavior: null);

    /// <summary>Holds back the start of a resource until another one runs and its health checks pass.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other one.</param>
    /// <param name="waitBehavior">What becomes of the wait when the other one ends or cannot start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for what it is part of.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Holds back the start of a resource until another one runs.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other one.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for what it is part of.</exception>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, WaitType.WaitUntilStarted, waitBehavior: null);

    /// <summary>Holds back the start of a resource until another one has ended.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The other one.</param>
    /// <param name="exitCode">The exit code it has to end with.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">A resource would wait for itself or for what it is part of.</exception>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, WaitType.WaitForCompletion, waitBehavior: null, exitCode);

    private static IResourceBuilder<T> Wait<T>(IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? waitBehavior, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);

        IResource waiting = builder.Resource;
        var awaited = dependency.Resource;
        if (waiting == awaited)
        {
            throw new DistributedApplicationException($"The '{waiting.Name}' resource cannot wait for itself.");
        }

        if (waiting is IResourceWithParent child && child.Parent == awaited)
        {
            throw new DistributedApplicationException($"The '{waiting.Name}' resource cannot wait for its parent '{awaited.Name}'.");
        }

        // A part is only as ready as the whole it belongs to.
        if (type != WaitType.WaitForCompletion && awaited is IResourceWithParent part && part.Parent is var whole && whole != waiting)
        {
            builder.WithAnnotation(new WaitAnnotation(whole, type) { WaitBehavior = waitBehavior });
        }

        return builder
            .WithRelationship(awaited, KnownRelationshipTypes.WaitFor)
            .WithAnnotation(new WaitAnnotation(awaited, type, exitCode) { WaitBehavior = waitBehavior });
    }
}
