using System.Globalization;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Scorecard;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>The publication's README: what is in it and how to bring it into a cluster, in order.</summary>
public static class ReadmeText
{
    /// <summary>Name of the file.</summary>
    public const string File = "README.md";

    private const int FirstAfterwards = 100;

    /// <summary>Writes it.</summary>
    public static string Of(Publication publication, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(options);

        var text = new Markdown();
        text.Heading(1, options.Environment is { } environment ? $"{publication.Stack.Spec.Name} ({environment})" : publication.Stack.Spec.Name);
        text.Paragraph($"{Opening(publication, options)} Written by AiStack; change the stack and publish it again rather than these files. No file here holds a secret value.");
        ContentsSection.Write(text, publication);
        foreach (var section in publication.Guide.Where(section => section.Order < FirstAfterwards))
        {
            Write(text, section);
        }

        ApplySection.Write(text, publication, options);
        foreach (var section in publication.Guide.Where(section => section.Order >= FirstAfterwards))
        {
            Write(text, section);
        }

        NetworkSection.Write(text, publication);
        PodSecuritySection.Write(text, publication);
        text.Heading(2, "Scorecard").Paragraph(Scorecard(publication));
        RemovalSection.Write(text, publication, options);
        return text.ToString();
    }

    private static string Opening(Publication publication, FormatOptions options)
    {
        var what = options.Format switch
        {
            OutputFormat.Helm => "as a Helm chart",
            OutputFormat.ArgoCd => "as Kubernetes manifests, and the Argo CD Applications that apply them",
            _ => "as Kubernetes manifests",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The stack `{publication.Stack.Spec.Name}` {what}: {Count(publication.Objects.Count, "object")} in {Count(publication.Namespaces.Count, "namespace")}.");
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Scorecard(Publication publication)
    {
        var (passed, explained, unexplained) = (publication.Score.Lines.Sum(line => line.Passed), publication.Score.Lines.Sum(line => line.Explained.Count), publication.Score.Unexplained.Count());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{ScorecardText.FileName}]({ScorecardText.FileName}) holds the objects against public rules of good practice. Met: {passed}; not met, for a reason that it gives: {explained}; not met without one: {unexplained}.");
    }

    private static void Write(Markdown text, GuideSection section) => text.Heading(2, section.Title).Paragraph(section.Text);
}
