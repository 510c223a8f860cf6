using AiStack.Kubernetes.Formats.ArgoCd;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Formats.Readme;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Scorecard;

namespace AiStack.Kubernetes.Formats;

/// <summary>All files of a publication, in a format.</summary>
public static class PublicationFiles
{
    /// <summary>Writes the files: objects in their format, what the cluster needs before, and what a reader needs to know.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="options">How it is written.</param>
    /// <returns>The files, ordered by their paths; each path once.</returns>
    /// <exception cref="ArgumentException">The format needs a place in Git and the options name none.</exception>
    public static IReadOnlyList<PublicationFile> Of(Publication publication, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(options);

        var objects = options.Format switch
        {
            OutputFormat.Helm => HelmFormat.Of(publication),
            OutputFormat.ArgoCd => ArgoCdFormat.Of(publication, options.Source ?? throw new ArgumentException("Argo CD needs the repository that the files will be in.", nameof(options))),
            _ => PlainFormat.Of(publication),
        };
        return
        [
            .. objects
                .Concat(PlatformFiles.Of(publication.Releases))
                .Append(new(ImageList.File, ImageList.Text(publication)))
                .Append(new(ScorecardText.FileName, ScorecardText.Of(publication.Score, publication.Explanations)))
                .Append(new(ReadmeText.File, ReadmeText.Of(publication, options)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }
}
