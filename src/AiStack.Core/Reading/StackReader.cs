using AiStack.Core.Checks;
using AiStack.Core.Policies;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Reads a stack from a file, as far as it can be understood; what cannot is reported with its place.</summary>
/// <param name="schema">What there is.</param>
public sealed class StackReader(StackSchema schema)
{
    private static readonly string[] s_parts = ["apiVersion", "components", "links", "environments", "policies"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; messages name it as it was given.</param>
    /// <param name="environment">Environment whose overrides apply. <see langword="null"/> (default): none.</param>
    public StackReading ReadFile(string path, string? environment = null) => Read(YamlReader.ReadFile(path), path, environment);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="environment">Environment whose overrides apply. <see langword="null"/> (default): none.</param>
    public StackReading Read(string text, string file, string? environment = null) => Read(YamlReader.Read(text, file), file, environment);

    /// <summary>Reads what a file was found to hold.</summary>
    /// <param name="yaml">The values of the file.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="environment">Environment whose overrides apply. <see langword="null"/> (default): none.</param>
    public StackReading Read(YamlReading yaml, string file, string? environment = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);

        var problems = yaml.Problems.ToList();
        if (yaml.Root is not MappingNode root)
        {
            if (yaml.Root is { } other && problems.Count == 0)
            {
                problems.Add(StructureProblems.Shape.At(other.Place, $"A stack file is a mapping, not {other.Noun}.", "Begin it with `apiVersion: aistack/v1`, `name:` and `components:`."));
            }

            return new(null, problems, []);
        }

        var start = new Place("", file, 1, 1);
        var context = new ReadContext(problems);
        var spec = (StackSpec)StackProperties.All.Read(StackProperties.Empty, root, start, context, s_parts);

        // A file that broke off in the middle is not blamed for what it may have said further down.
        CheckVersion(root, start, problems);
        var environments = new EnvironmentReader(Part(root, "environments"), problems);
        var components = new ComponentReader(schema, environments.OverridesOf(environment, start), problems).Read(root, yaml.IsComplete ? start : null);
        var links = new LinkReader(schema, components, Part(root, "components"), problems).Read(Part(root, "links"));
        environments.CheckTargets(components);
        return new(new(spec, components, links, new NodeSource(start, root)) { Policies = Policies(root, context) }, problems, environments.Names);
    }

    internal static Node? Part(MappingNode mapping, string name)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key == name)
            {
                return entry.Value is ScalarNode { IsNull: true } ? null : entry.Value;
            }
        }

        return null;
    }

    // A case that cannot be read is reported; the others' places in the list are then not what they would be told by, so none is kept.
    private static IReadOnlyList<PolicyCase> Policies(MappingNode root, ReadContext context) =>
        Part(root, "policies") is { } node && PolicyProperties.All.TryRead(node, context.Below("policies"), out var cases) ? [.. cases.OfType<PolicyCase>()] : [];

    private static void CheckVersion(MappingNode root, Place start, List<Problem> problems)
    {
        var version = Part(root, "apiVersion");
        if (version is not ScalarNode { Value: StackProperties.ApiVersion })
        {
            problems.Add(StructureProblems.ApiVersion.At(version?.Place ?? start,
                version is null ? "The file does not say which contract it follows." : $"apiVersion is {Excerpt.Of(version.Noun)}, and only {StackProperties.ApiVersion} is known.",
                $"Write `apiVersion: {StackProperties.ApiVersion}`."));
        }
    }
}
