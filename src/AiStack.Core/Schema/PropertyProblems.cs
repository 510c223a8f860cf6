using AiStack.Core.Problems;

namespace AiStack.Core.Schema;

/// <summary>What can be wrong with any property.</summary>
public static class PropertyProblems
{
    /// <summary>A name that the kind does not have.</summary>
    public static ProblemKind Unknown { get; } = new("AIS201", Severity.Error, "Unknown property",
        "A component, sub-component or link has only the properties of its kind. A misspelt one would be ignored in silence, so it is refused.\nUse the name that the message suggests, or remove the line. `aistack schema` lists every property.");

    /// <summary>A property that has to be said and is not.</summary>
    public static ProblemKind Missing { get; } = new("AIS202", Severity.Error, "Required property missing",
        "There is no sensible default for this property. Add it.");

    /// <summary>A value of another type.</summary>
    public static ProblemKind WrongType { get; } = new("AIS203", Severity.Error, "Value of the wrong type",
        "The property takes another kind of value: a number and not text, a list and not a single value, and so on.\nIn YAML 1.2 only true and false are truth values: yes, no, on and off are text. Quotes make any value text.");

    /// <summary>A value outside the allowed range.</summary>
    public static ProblemKind OutOfRange { get; } = new("AIS204", Severity.Error, "Value out of range",
        "The value is of the right type but too small, too large, too long or empty. The message says what is allowed.");

    /// <summary>A word that is none of the allowed ones.</summary>
    public static ProblemKind NotOneOf { get; } = new("AIS205", Severity.Error, "Value is none of the allowed words",
        "The property takes one of a few words, written exactly as listed.");

    /// <summary>A secret value in the file.</summary>
    public static ProblemKind SecretWrittenOut { get; } = new("AIS206", Severity.Error, "Secret written out",
        "A stack file is kept in version control, so a secret in it is only a reference: `api_key: { secret: gate-key, key: key }`.\nThe value lives in a Kubernetes Secret of that name; on a laptop in configuration `Parameters:gate-key`\n(environment `Parameters__gate_key`, or user secrets). If the value was real and has been committed, replace it.");

    /// <summary>Not a quantity.</summary>
    public static ProblemKind NotAQuantity { get; } = new("AIS207", Severity.Error, "Not a Kubernetes quantity",
        "Amounts of processor, memory and disk are Kubernetes quantities: `500m`, `2`, `1Gi`, `512Mi`. Units are case-sensitive: `Gi`, not `GB` or `gi`.");

    /// <summary>Not a duration.</summary>
    public static ProblemKind NotADuration { get; } = new("AIS208", Severity.Error, "Not a duration",
        "Durations are written `500ms`, `20s`, `5m`, `1h30m`, or as a bare number of seconds.");

    /// <summary>Text in a form that is not allowed.</summary>
    public static ProblemKind Malformed { get; } = new("AIS209", Severity.Error, "Text in the wrong form",
        "The text does not have the form that the property needs, such as a DNS label, a URL or an address range. The message says which.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
        [Unknown, Missing, WrongType, OutOfRange, NotOneOf, SecretWrittenOut, NotAQuantity, NotADuration, Malformed];
}
