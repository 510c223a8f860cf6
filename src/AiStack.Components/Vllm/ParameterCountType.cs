using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Units;
using AiStack.Core.Yaml;

namespace AiStack.Components.Vllm;

/// <summary>A number of parameters as model cards write it: <c>1.5B</c>, <c>494M</c>, <c>8x7B</c>.</summary>
internal sealed class ParameterCountType : PropertyType<string?>
{
    private readonly TextType _text = new("a number of parameters such as 1.5B");

    public override string Expectation => _text.Expectation;

    public override JsonObject JsonSchema => _text.JsonSchema;

    public override bool TryRead(Node node, ReadContext context, out string? value) => _text.TryRead(node, context, out value);

    public override Node? Write(string? value) => _text.Write(value);

    public override IEnumerable<Finding> Check(string? value) => value is null || ParameterCount.TryParse(value, out _, out var error)
        ? []
        : [new(PropertyProblems.Malformed, $"takes {Expectation}: {error}", "Write it like 1.5B or 494M.")];
}
