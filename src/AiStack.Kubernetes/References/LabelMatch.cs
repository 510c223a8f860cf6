using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.References;

/// <summary>Label selectors of Kubernetes.</summary>
/// <remarks>Source: Kubernetes, «Labels and Selectors».</remarks>
public static class LabelMatch
{
    /// <summary>Whether labels are what a selector with <c>matchLabels</c> and <c>matchExpressions</c> asks for. An empty one asks for nothing.</summary>
    public static bool IsMatch(JsonObject? selector, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return AreEqual(selector?["matchLabels"] as JsonObject, labels)
            && ((selector?["matchExpressions"] as JsonArray)?.OfType<JsonObject>().All(expression => IsMet(expression, labels)) ?? true);
    }

    /// <summary>Whether labels have all of certain values.</summary>
    public static bool AreEqual(JsonObject? wanted, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return wanted?.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value?.GetValue<string>()) ?? true;
    }

    private static bool IsMet(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(expression["key"]!.GetValue<string>(), out var value);
        var isListed = has && ((expression["values"] as JsonArray)?.Any(item => item?.GetValue<string>() == value) ?? false);
        return expression["operator"]!.GetValue<string>() switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => has,
            _ => !has,
        };
    }
}
