using AiStack.Core;
using AiStack.Core.Values;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Files that a container is given before it starts.</summary>
public static class ConfigurationFileExtensions
{
    /// <summary>Gives a container the files that its links and its spec make up; made anew at every start, with the addresses of the network that it is in.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="model">The stack.</param>
    /// <param name="directory">Directory of the image that all of them are in.</param>
    /// <param name="files">The files of a component.</param>
    /// <param name="command">The image's own entry point and command. Where the container is published it writes its files itself, and then does that.</param>
    /// <param name="owner">User id of the program, which reads them. <see langword="null"/> (default): root.</param>
    public static IResourceBuilder<T> WithStackFiles<T>(
        this IResourceBuilder<T> builder, StackModel model, string directory, Func<Stack, Component, IEnumerable<ConfigurationFile>> files, IReadOnlyList<string> command, int? owner = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(model);

        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            builder.AddSecretsBeforeStart(() => Files().Select(file => file.Content));
            FilesFromVariables.Write(builder, Files, command, value => value.ToReferenceExpression(builder.ApplicationBuilder, model));
            return builder;
        }

        return builder.WithContainerFiles(
            directory,
            async (_, cancelled) =>
            {
                var made = new List<ContainerFileSystemItem>();
                foreach (var file in Files())
                {
                    var content = file.Content.ToReferenceExpression(builder.ApplicationBuilder, model);
                    made.Add(new ContainerFile
                    {
                        Name = Path.GetRelativePath(directory, file.Path),
                        Contents = await content.GetValueAsync(new() { Caller = builder.Resource }, cancelled).ConfigureAwait(false),

                        // A file with a secret is for the program alone.
                        Mode = file.Content.HasSecret && owner is not null
                            ? UnixFileMode.UserRead
                            : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    });
                }

                return made;
            },
            defaultOwner: owner);

        IEnumerable<ConfigurationFile> Files() => files(model.Stack, model.ComponentOf(builder.Resource));
    }
}
