using System.Globalization;
using System.Text.RegularExpressions;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Checks;

/// <summary>No text of the stack, an annotation or a prompt for example, is a key of a form that its issuer gives to nothing else.</summary>
internal sealed partial class WrittenSecretRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
    [
        .. stack.Elements.SelectMany(element => Of(element.Kind.Properties, element.Spec, element.Kind.Empty, element.Reference, element.Source)),
        .. stack.Links.SelectMany(link => Of(link.Kind.Properties, link.Options, link.Kind.Empty, $"link {link}", link.Source)),
    ];

    private static IEnumerable<Problem> Of(PropertySet properties, object spec, object empty, string owner, Source source) =>
        from property in properties.Write(spec, empty)
        from path in Secrets(property.Value, [property.Key])
        select PropertyProblems.SecretWrittenOut.At(source.Of([.. path]), $"{property.Key} of {owner} has what looks like a key or token written out. It is not repeated here.",
            "Remove it; if it was real, replace it where it was issued.");

    private static IEnumerable<IReadOnlyList<string>> Secrets(Node? node, IReadOnlyList<string> path) => node switch
    {
        ScalarNode scalar => scalar.Value.Length >= 20 && Key().IsMatch(scalar.Value) ? [path] : [],
        SequenceNode list => list.Items.SelectMany((item, index) => Secrets(item, [.. path, string.Create(CultureInfo.InvariantCulture, $"[{index}]")])),
        MappingNode mapping => mapping.Entries.SelectMany(entry => Secrets(entry.Value, [.. path, entry.Key])),
        _ => [],
    };

    // Nothing in it can go back far, so the matcher made at build time will do; the non-backtracking one is made at run time, at every start.
    // Hugging Face, OpenAI and Anthropic, GitHub, AWS, Google, Slack, and private keys.
    [GeneratedRegex(@"\b(hf_[A-Za-z0-9]{30,}|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,}|AKIA[0-9A-Z]{16}|AIza[A-Za-z0-9_-]{35}|xox[abprs]-[A-Za-z0-9-]{20,})|-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
