using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A reference to a secret: never the value.</summary>
/// <param name="defaultKey">Key in the Kubernetes Secret when none is written.</param>
/// <param name="canBeGenerated">Whether a run on a laptop may make the value up; no for keys that somebody else issues.</param>
public sealed class SecretType(string defaultKey, bool canBeGenerated = true) : PropertyType<SecretReference?>
{
    private static readonly TextType s_name = new("the name of a Kubernetes Secret", Names.DnsSubdomain(), maximumLength: 253);
    private static readonly TextType s_key = new("a key of a Kubernetes Secret: letters, digits, '-', '_' and '.'", Names.SecretKey(), maximumLength: 253);

    /// <inheritdoc/>
    public override string Expectation => "a reference such as { secret: my-secret }";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("secret"),
        ["properties"] = new JsonObject
        {
            ["secret"] = new JsonObject { ["type"] = "string", ["description"] = "Name of the Kubernetes Secret; locally the parameter of that name." },
            ["key"] = new JsonObject { ["type"] = "string", ["default"] = defaultKey, ["description"] = "Key in that Secret." },
        },
    };

    /// <summary>A reference to a Secret under the property's own key.</summary>
    public SecretReference Reference(string name) => new(name, defaultKey, defaultKey) { CanBeGenerated = canBeGenerated };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out SecretReference? value)
    {
        value = null;
        if (node is not MappingNode mapping)
        {
            // The message must not repeat what may be a real key.
            context.Report(PropertyProblems.SecretWrittenOut.At(node.Place, $"{context.Property} takes a reference to a secret, never the value itself.",
                "Write { secret: <name of the Secret> } and give the value by configuration."));
            return false;
        }

        var (name, key) = ((string?)null, defaultKey);
        var isGood = true;
        foreach (var entry in mapping.Entries)
        {
            var below = context.Below(entry.Key);
            switch (entry.Key)
            {
                case "secret":
                    isGood &= s_name.TryRead(entry.Value, below, out name);
                    break;
                case "key" when s_key.TryRead(entry.Value, below, out var read):
                    key = read!;
                    break;
                case "key":
                    isGood = false;
                    break;
                default:
                    isGood = false;
                    context.Report(PropertyProblems.Unknown.At(entry.KeyPlace, $"A reference to a secret has no '{Excerpt.Of(entry.Key)}'.", "Write only 'secret' and, if it is another than the usual one, 'key'."));
                    break;
            }
        }

        if (name is null)
        {
            if (isGood)
            {
                context.Report(PropertyProblems.Missing.At(node.Place, $"{context.Property} does not say which secret.", "Add 'secret': the name of the Kubernetes Secret."));
            }

            return false;
        }

        value = new(name, key, defaultKey) { CanBeGenerated = canBeGenerated };
        return isGood;
    }

    /// <inheritdoc/>
    public override Node? Write(SecretReference? value) => value is null
        ? null
        : Nodes.Mapping(("secret", Nodes.Text(value.Name)), ("key", value.Key == defaultKey ? null : Nodes.Text(value.Key)));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(SecretReference? value) => value is null
        ? []
        : [.. s_name.Check(value.Name).Select(finding => finding.Below("secret")), .. s_key.Check(value.Key).Select(finding => finding.Below("key"))];
}
