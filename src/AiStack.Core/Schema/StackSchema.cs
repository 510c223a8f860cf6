using AiStack.Core.Checks;
using AiStack.Core.Policies;
using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>All kinds, links, rules and problems that a stack can have.</summary>
public sealed class StackSchema
{
    private readonly Dictionary<string, ComponentKind> _kinds;
    private readonly Dictionary<(string From, string To), LinkKind> _links;
    private readonly Lazy<IReadOnlyList<ProblemKind>> _problems;

    /// <summary>Joins what components bring.</summary>
    public StackSchema(IReadOnlyList<ComponentModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);

        Kinds = [.. modules.Select(module => module.Kind)];
        Links = [.. modules.SelectMany(module => module.Links)];
        Rules = [.. GeneralRules.All, .. modules.SelectMany(module => module.Rules)];
        _kinds = Kinds.ToDictionary(kind => kind.Name);
        _links = Links.ToDictionary(link => (link.From, link.To));
        _problems = new(() =>
        [
            .. YamlProblems.All.Concat(StructureProblems.All).Concat(PropertyProblems.All).Concat(LinkProblems.All).Concat(PolicyProblems.All)
                .Concat(modules.SelectMany(module => module.Problems)).OrderBy(kind => kind.Code, StringComparer.Ordinal)
        ]);
    }

    /// <summary>Kinds of components, in the order of the catalogue.</summary>
    public IReadOnlyList<ComponentKind> Kinds { get; }

    /// <summary>Pairs that can be linked.</summary>
    public IReadOnlyList<LinkKind> Links { get; }

    /// <summary>What is checked beyond the single property.</summary>
    public IReadOnlyList<IRule> Rules { get; }

    /// <summary>Every kind of problem, by code.</summary>
    public IReadOnlyList<ProblemKind> Problems => _problems.Value;

    /// <summary>The kind of component of a name, or <see langword="null"/>.</summary>
    public ComponentKind? FindKind(string name) => _kinds.GetValueOrDefault(name);

    /// <summary>The link between two kinds, or <see langword="null"/>.</summary>
    public LinkKind? FindLink(ComponentKind from, ComponentKind to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return _links.GetValueOrDefault((from.Name, to.Name));
    }
}
