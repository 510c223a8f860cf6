using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Policies;

/// <summary>The body of a request, whatever is in it: a test may well send what no API takes.</summary>
internal sealed class RequestType : PropertyType<MappingNode?>
{
    public override string Expectation => "a mapping: the body of the request";

    public override JsonObject JsonSchema => new() { ["type"] = "object" };

    public override bool TryRead(Node node, ReadContext context, out MappingNode? value)
    {
        value = node as MappingNode;
        if (value is null)
        {
            context.ReportWrongType(node, Expectation);
        }

        return value is not null;
    }

    public override Node? Write(MappingNode? value) => value;
}
