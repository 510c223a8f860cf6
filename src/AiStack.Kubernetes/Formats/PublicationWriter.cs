using AiStack.Kubernetes.Output;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats;

/// <summary>Writes a publication to a directory.</summary>
public static class PublicationWriter
{
    /// <summary>Replaces a directory by the files of a publication, as a whole or not at all.</summary>
    /// <param name="publication">A publication without errors.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="options">How it is written.</param>
    /// <returns><inheritdoc cref="OutputDirectory.Replace(string, IReadOnlyList{PublicationFile})" path="/returns"/></returns>
    /// <exception cref="OutputException">The directory cannot be replaced; it is unchanged.</exception>
    public static IReadOnlyList<string> Write(Publication publication, string directory, FormatOptions options) => OutputDirectory.Replace(directory, PublicationFiles.Of(publication, options));
}
