namespace AiStack.Kubernetes.Publishing;

/// <summary>A section of the publication's README.</summary>
/// <param name="Order">Sections are in this order: below 100 before anything is applied, from 100 on what to try afterwards.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Markdown, lines ending in LF.</param>
public sealed record GuideSection(int Order, string Title, string Text);
