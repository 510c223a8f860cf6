using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>The level of Pod Security of each namespace, and why it is not the strictest where it is not.</summary>
internal static class PodSecuritySection
{
    public static void Write(Markdown text, Publication publication)
    {
        var namespaces = publication.Objects.Where(made => made.Kind == "Namespace").ToList();
        if (namespaces.Count == 0)
        {
            return;
        }

        text.Heading(2, "Pod Security");
        text.Paragraph("The level that each namespace enforces. All of them audit and warn by `restricted`, so that what stands in the way of it is seen.");
        text.Table(
            ["Namespace", "Level", "Reason"],
            [
                .. namespaces.Select(made => (IReadOnlyList<string>)
                [
                    made.Name,
                    made.Labels.GetValueOrDefault(Namespaces.EnforceLabel) ?? "",
                    made.Annotations.GetValueOrDefault(Namespaces.ReasonAnnotation) ?? "its pods need no more",
                ]),
            ]);
    }
}
