using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Hosting.Model;

/// <summary>What becomes of a run when its stack is described anew: some of it takes effect at once, the rest with the next start.</summary>
public sealed class StackChange
{
    private StackChange(Stack stack, IReadOnlyList<string> followed, IReadOnlyList<string> waiting) => (Stack, Followed, Waiting) = (stack, followed, waiting);

    /// <summary>The stack that the run goes on with: what cannot change while it runs is as it was.</summary>
    public Stack Stack { get; }

    /// <summary>References of what takes effect at once, and <c>domain</c>, in the order of the stack.</summary>
    public IReadOnlyList<string> Followed { get; }

    /// <summary>References of what takes effect with the next start, and <c>name</c>, in the order of the stack.</summary>
    public IReadOnlyList<string> Waiting { get; }

    /// <summary>What modules have to tell of it, a sentence each.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same with notes.</summary>
    internal StackChange With(IReadOnlyList<string> notes) => new(Stack, Followed, Waiting) { Notes = notes };

    /// <summary>Works out what a run does with another stack.</summary>
    /// <param name="running">The stack that runs.</param>
    /// <param name="wanted">The stack that is described now; it has no errors.</param>
    /// <param name="follows">Whether what is said about components of a kind, and their links, can take effect while they run.</param>
    /// <param name="isRun">Whether a component that there is already runs here at all: what does not waits for nothing.</param>
    /// <param name="isUnserved">Whether a component is one that cannot run as this run was started: nothing of it follows.</param>
    internal static StackChange Of(Stack running, Stack wanted, Func<ComponentKind, bool> follows, Func<string, bool> isRun, Func<string, bool> isUnserved)
    {
        IReadOnlyList<Component> components = [.. running.Components.Select(component => Follows(component) && wanted.Find(component.Name) is { } now && now.Kind == component.Kind ? now : component)];
        var known = components.SelectMany(component => component.Children.Prepend(component)).ToDictionary(component => component.Reference);
        var links = running.Links.Where(link => !Follows(link.From) || IsAwaited(link)).Concat(wanted.Links.Where(link => Follows(link.From)))
            .Where(IsKnown)
            .Select(link => link with { From = known[link.From.Reference], To = known[link.To.Reference] });
        var stack = new Stack(running.Spec with { Domain = wanted.Spec.Domain }, components, links, wanted.Source);

        var (followed, waiting) = (new List<string>(), new List<string>());
        if (running.Spec.Name != wanted.Spec.Name)
        {
            waiting.Add("name");
        }

        if (running.Spec.Domain != wanted.Spec.Domain)
        {
            followed.Add("domain");
        }

        foreach (var reference in wanted.Elements.Concat(running.Elements).Select(element => element.Reference).Distinct())
        {
            if (Text(running, reference) == Text(wanted, reference))
            {
                continue;
            }

            // What was added to a component that follows is there at once, and what was removed is gone.
            var element = running.Find(reference) ?? wanted.Find(reference)!;
            if (Follows(element) && Text(stack, reference) == Text(wanted, reference))
            {
                followed.Add(reference);
            }
            else if (running.Find(reference) is null || isRun(reference))
            {
                waiting.Add(reference);
            }
        }

        // Those that were configured by what has changed were so when they started.
        var affected = running.Links.Where(link => !Follows(link.From) && followed.Contains(link.To.Reference) && isRun(link.From.Reference)).Select(link => link.From.Reference);
        return new(stack, followed, [.. waiting.Concat(affected).Distinct()]);

        // A part follows where its component runs.
        bool Follows(Component element) => follows(element.Kind) && running.Find(element.Reference.Split('/')[0]) is { } root && !isUnserved(root.Reference);

        bool IsKnown(Link link) => known.ContainsKey(link.From.Reference) && known.GetValueOrDefault(link.To.Reference)?.Kind == link.To.Kind;

        // What is linked to something that only the next run has keeps what it was linked to: under its new name it is not there yet.
        bool IsAwaited(Link link) => !wanted.Links.Any(now => IsSame(now, link)) && wanted.Links.Any(now => now.From.Reference == link.From.Reference && !IsKnown(now));

        static bool IsSame(Link one, Link other) => one.From.Reference == other.From.Reference && one.To.Reference == other.To.Reference;
    }

    // Everything that was said about one element, and about its links.
    private static string? Text(Stack stack, string reference) => stack.Find(reference) is not { } element ? null : YamlWriter.Write(Nodes.Mapping(
    [
        ("kind", Nodes.Text(element.Kind.Name)),
        .. element.Kind.Properties.Write(element.Spec, element.Kind.Empty),
        .. stack.LinksFrom(element).Select(link => ($"→ {link.To.Reference}", (Node?)Nodes.Mapping(link.Kind.Properties.Write(link.Options, link.Kind.Empty)))),
    ]));
}
