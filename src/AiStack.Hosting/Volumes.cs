using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting;

/// <summary>Names of the volumes that components keep their data in.</summary>
public static class Volumes
{
    /// <summary>A volume of a component: on a laptop told apart from those of other applications; where it is published, a name that is the same on each machine and that clusters take.</summary>
    /// <param name="builder">The component's container.</param>
    /// <param name="content">What is in it, such as <c>data</c>.</param>
    public static string NameOf<T>(IResourceBuilder<T> builder, string content) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? $"{builder.Resource.Name.ToLowerInvariant()}-{content}"
            : VolumeNameGenerator.Generate(builder, content);
    }
}
