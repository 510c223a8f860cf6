using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Schemas;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Cel;

/// <summary>Evaluates the rules that stand in the schema of a custom resource.</summary>
/// <param name="tally">Counts them.</param>
/// <param name="findings">Takes the messages of those that do not hold.</param>
internal sealed class CelCheck(CelTally tally, FindingList findings)
{
    /// <summary>Checks a value, with its defaults filled in, and everything in it.</summary>
    public void Check(JsonNode? value, SchemaNode schema, ObjectPath path)
    {
        schema = schema.Resolved;
        if (value is null || schema.Dialect != SchemaDialect.CustomResource)
        {
            return;
        }

        foreach (var rule in schema.Rules)
        {
            Check(value, schema, rule, path);
        }

        switch (value)
        {
            case JsonObject mapping:
                foreach (var (key, entry) in mapping)
                {
                    foreach (var part in SchemaSteps.Into(schema, key))
                    {
                        Check(entry, part, path[key]);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(list[i], items, path[i]);
                }

                break;
        }
    }

    private void Check(JsonNode value, SchemaNode schema, CelRule rule, ObjectPath path)
    {
        if (rule.IsTransition)
        {
            tally.CountNotApplicable();
            return;
        }

        var (holds, reason) = CelPrograms.Evaluate(rule.Expression, CelValues.Of(value, schema));
        if (reason is not null)
        {
            tally.CountNotEvaluated(rule.Expression, reason);
            return;
        }

        tally.CountEvaluated();
        if (!holds)
        {
            findings.Add(path, rule.Message is { Length: > 0 } message ? $"The rule '{rule.Expression.ReplaceLineEndings(" ")}' does not hold: {message}" : $"The rule '{rule.Expression.ReplaceLineEndings(" ")}' does not hold.");
        }
    }
}
