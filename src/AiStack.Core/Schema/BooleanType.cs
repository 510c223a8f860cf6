using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>True or false.</summary>
public sealed class BooleanType : PropertyType<bool>
{
    /// <inheritdoc/>
    public override string Expectation => "true or false";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["type"] = "boolean" };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out bool value)
    {
        value = false;
        if (node is ScalarNode scalar && scalar.TryGetBool(out value))
        {
            return true;
        }

        context.ReportWrongType(node, Expectation);
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(bool value) => Nodes.Plain(value ? "true" : "false");
}
