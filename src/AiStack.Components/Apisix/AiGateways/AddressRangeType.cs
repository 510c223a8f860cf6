using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix;

/// <summary>A range of IP addresses, or a single one.</summary>
internal sealed class AddressRangeType : PropertyType<string?>
{
    private readonly TextType _text = new("an address range such as 10.0.0.0/8 or 2001:db8::/32", maximumLength: 60);

    public override string Expectation => _text.Expectation;

    public override JsonObject JsonSchema => _text.JsonSchema;

    public override bool TryRead(Node node, ReadContext context, out string? value) => _text.TryRead(node, context, out value);

    public override Node? Write(string? value) => _text.Write(value);

    public override IEnumerable<Finding> Check(string? value)
    {
        if (value is null || _text.Check(value).Any())
        {
            return _text.Check(value);
        }

        return AddressRange.TryParse(value, out _, out var meant)
            ? []
            : [new(ApisixProblems.AddressRange, $"takes {Expectation}, not '{Excerpt.Of(value)}'.",
                meant is null ? "Write an address, '/' and the number of leading bits that count." : $"Write {meant}.")];
    }
}
