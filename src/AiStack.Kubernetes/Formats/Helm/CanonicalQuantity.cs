using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Quantities as the API server writes them, as a schema: a whole number of the largest unit that leaves it whole.</summary>
/// <remarks>
/// Source: apimachinery, <c>resource.Quantity</c> (<c>CanonicalizeBytes</c>). A pattern cannot divide by 1024, so multiples are listed, up to five digits;
/// longer numbers of binary units are refused, unless one was published.
/// </remarks>
internal static class CanonicalQuantity
{
    /// <summary>Name of the schema among the definitions of the file.</summary>
    public const string Name = "canonicalQuantity";

    private const string Pattern = "^([1-9][0-9]*(m|k|M|G|T|P|E)?|[1-9][0-9]{0,4}(Ki|Mi|Gi|Ti|Pi|Ei))$";

    // Of 1000m and of 1024Mi there is a larger unit.
    private static readonly string s_divisible = $"000(m|k|M|G|T|P)?$|^({string.Join('|', Enumerable.Range(1, 99_999 / 1024).Select(times => (times * 1024).ToString(CultureInfo.InvariantCulture)))})(Ki|Mi|Gi|Ti|Pi)$";

    /// <summary>The schema itself.</summary>
    public static JsonObject Definition => new()
    {
        ["description"] = "As Kubernetes writes it: 500m, not 0.5; 1Gi, not 1024Mi",
        ["type"] = "string",
        ["pattern"] = Pattern,
        ["not"] = new JsonObject { ["pattern"] = s_divisible },
    };

    /// <summary>The schema of a value that was published as this.</summary>
    public static JsonObject Of(string published)
    {
        var schema = new JsonObject { ["$ref"] = $"#/definitions/{Name}" };
        return IsOne(published) ? schema : new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["const"] = published }) };
    }

    private static bool IsOne(string text) => Regex.IsMatch(text, Pattern) && !Regex.IsMatch(text, s_divisible);
}
