using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Reads what a file says about target environments: properties that differ there.</summary>
internal sealed class EnvironmentReader
{
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, MappingNode> _environments = [];

    public EnvironmentReader(Node? node, List<Problem> problems)
    {
        _problems = problems;
        if (node is null)
        {
            return;
        }

        if (node is not MappingNode mapping)
        {
            problems.Add(StructureProblems.Shape.At(node.Place, $"environments is a mapping of names, not {Excerpt.Of(node.Noun)}.", "Write `environments: { prod: { vllm: { gpu_request: 2 } } }`."));
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is MappingNode overrides)
            {
                _environments[entry.Key] = overrides;
            }
            else if (entry.Value is not ScalarNode { IsNull: true })
            {
                problems.Add(StructureProblems.Shape.At(entry.Value.Place, $"environments.{Excerpt.Of(entry.Key)} is a mapping of components, not {Excerpt.Of(entry.Value.Noun)}.", "Write the name of a component and below it the properties that differ."));
            }
            else
            {
                _environments[entry.Key] = new([], entry.Value.Place);
            }
        }
    }

    public IReadOnlyList<string> Names => [.. _environments.Keys];

    /// <summary>Properties that differ in an environment, by the component they are said about.</summary>
    public IReadOnlyDictionary<string, MappingNode> OverridesOf(string? environment, Place file)
    {
        var overrides = new Dictionary<string, MappingNode>();
        if (environment is null)
        {
            return overrides;
        }

        if (!_environments.TryGetValue(environment, out var mapping))
        {
            _problems.Add(StructureProblems.UnknownEnvironment.At(file, $"There is no environment '{Excerpt.Of(environment)}' in the file.",
                _environments.Count == 0 ? "Add it below `environments`." : $"Use one of: {string.Join(", ", Names)}."));
            return overrides;
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is MappingNode properties)
            {
                overrides[entry.Key] = properties;
            }
        }

        return overrides;
    }

    /// <summary>Reports overrides of what is not there, in every environment.</summary>
    public void CheckTargets(IReadOnlyList<Component> components)
    {
        var known = ComponentReader.ByReference(components);
        var meant = new MeantReferences(known.Keys);
        foreach (var (name, mapping) in _environments)
        {
            foreach (var entry in mapping.Entries)
            {
                CheckTarget(name, entry, known, meant);
            }
        }
    }

    private void CheckTarget(string environment, MappingEntry entry, Dictionary<string, Component> known, MeantReferences meant)
    {
        if (!known.TryGetValue(entry.Key, out var component))
        {
            _problems.Add(StructureProblems.UnknownOverride.At(entry.KeyPlace, $"Environment '{environment}' overrides '{Excerpt.Of(entry.Key)}', which is not in the stack.",
                meant.For(entry.Key) is { } reference ? $"Write '{reference}'." : $"Use one of: {string.Join(", ", known.Keys.Take(20))}."));
            return;
        }

        if (entry.Value is not MappingNode properties)
        {
            if (entry.Value is not ScalarNode { IsNull: true })
            {
                _problems.Add(StructureProblems.Shape.At(entry.Value.Place, $"An override is a mapping of properties, not {Excerpt.Of(entry.Value.Noun)}.", "Write the properties that differ, each with its value."));
            }

            return;
        }

        foreach (var property in properties.Entries)
        {
            if (property.Key == "kind" || property.Key == component.Kind.Children?.Property)
            {
                _problems.Add(StructureProblems.UnknownOverride.At(property.KeyPlace, $"Environment '{environment}' cannot change '{property.Key}' of {component}.",
                    property.Key == "kind" ? "Remove the line." : $"Override a {component.Kind.Children!.Kind.Name} by itself, as '{component.Reference}/<name>'."));
            }
        }
    }
}
