using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>A value of an object and its place, for rules that go through many of them; what is not there is a field without a value.</summary>
internal readonly struct Field(JsonNode? node, ObjectPath path, FindingList findings)
{
    public JsonNode? Node { get; } = node;

    public ObjectPath Path { get; } = path;

    /// <summary>Takes what is found.</summary>
    public FindingList Findings => findings;

    public bool IsThere => Node is not null;

    public string? Text => JsonWords.Text(Node);

    public decimal? Number => JsonWords.Number(Node);

    /// <summary>Entries of a mapping that have a value; of anything else none.</summary>
    public IEnumerable<(string Key, Field Value)> Entries
    {
        get
        {
            var (found, path) = (findings, Path);
            return (Node as JsonObject ?? []).Where(entry => entry.Value is not null).Select(entry => (entry.Key, new Field(entry.Value, path[entry.Key], found)));
        }
    }

    /// <summary>Items of a list; of anything else none.</summary>
    public IEnumerable<Field> Items
    {
        get
        {
            var (found, path) = (findings, Path);
            return (Node as JsonArray ?? []).Select((item, i) => new Field(item, path[i], found));
        }
    }

    public Field this[string key] => new((Node as JsonObject)?[key], Path[key], findings);

    /// <summary>Reports a message at this place.</summary>
    public void Report(string message) => findings.Add(Path, message);

    /// <summary>Reports what is wrong, if something is.</summary>
    public void ReportIf(string? problem)
    {
        if (problem is not null)
        {
            Report(problem);
        }
    }

    /// <summary>Reports fields of which only one may be there.</summary>
    public void AtMostOne(params ReadOnlySpan<string> keys)
    {
        if (Present(keys) is { Count: > 1 } present)
        {
            Report($"Only one of these may stand here: {JsonWords.List(present)}.");
        }
    }

    /// <summary>Reports it if not exactly one of some fields is there.</summary>
    public void ExactlyOne(string what, params ReadOnlySpan<string> keys)
    {
        var present = Present(keys);
        if (present.Count != 1)
        {
            Report(present.Count == 0 ? $"{what} needs one of: {JsonWords.List(keys.ToArray())}." : $"{what} may have only one of: {JsonWords.List(present)}.");
        }
    }

    /// <summary>Reports names that several items have.</summary>
    public void UniqueNames(string what)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Items.Select(item => item["name"]).Where(name => name.Text is { } text && !known.Add(text)))
        {
            name.Report($"'{name.Text}' names another {what} of the same list already.");
        }
    }

    /// <summary>Reports a number that is no port.</summary>
    public void CheckPort()
    {
        if (Number is < 1 or > 65535)
        {
            Report($"{Number} is no port: 1 to 65535.");
        }
    }

    private List<string> Present(ReadOnlySpan<string> keys)
    {
        var present = new List<string>();
        foreach (var key in keys)
        {
            if (this[key].IsThere)
            {
                present.Add(key);
            }
        }

        return present;
    }
}
