using AiStack.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>What a tag does to a value: <c>!!str</c> makes it text, tags that say what is so anyway do nothing, all others are problems.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    public static void CheckCollection(NodeEvent value, Place place, List<Problem> problems)
    {
        var own = value is MappingStart ? Core + "map" : Core + "seq";
        if (!value.Tag.IsEmpty && !value.Tag.IsNonSpecific && value.Tag.Value != own)
        {
            problems.Add(Refuse(value.Tag, place));
        }
    }

    public static ScalarNode Apply(Scalar scalar, ScalarNode node, List<Problem> problems)
    {
        var tag = scalar.Tag;
        if (tag.IsEmpty)
        {
            return node;
        }

        if (tag.IsNonSpecific || tag.Value == Core + "str")
        {
            return node with { IsPlain = false };
        }

        var fits = tag.Value switch
        {
            Core + "int" => node.TryGetInt64(out _),
            Core + "float" => node.TryGetDouble(out _),
            Core + "bool" => node.TryGetBool(out _),
            Core + "null" => node.IsNull,
            _ => false,
        };
        if (!fits)
        {
            problems.Add(Refuse(tag, node.Place));
        }

        return node;
    }

    private static Problem Refuse(TagName tag, Place place)
    {
        var written = tag.Value.StartsWith(Core, StringComparison.Ordinal) ? "!!" + tag.Value[Core.Length..] : tag.Value;
        return YamlProblems.Tag.At(place, $"The tag '{written}' is not supported on this value.", "Remove the tag and write the value itself.");
    }
}
