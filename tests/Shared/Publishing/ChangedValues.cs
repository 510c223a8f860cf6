using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Tests;

/// <summary>Every value of a chart set to one of its own, so that what comes out tells which value made it.</summary>
internal sealed class ChangedValues
{
    internal const string Domain = "changed.test";

    private readonly HelmChart _chart;
    private readonly Dictionary<string, (ChartValue Value, string Before)> _byText = [];
    private int _next = 7000;

    internal ChangedValues(Publication publication)
    {
        _chart = new(publication);
        Json = new();
        if (_chart.Domain is not null)
        {
            Json["domain"] = Domain;
        }

        foreach (var section in _chart.Values.GroupBy(value => value.Section))
        {
            Json[section.Key] = new JsonObject(section.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)Change(value, value.Default))));
        }
    }

    /// <summary>The values.</summary>
    internal JsonObject Json { get; }

    /// <summary>Fails unless each value changed what its comment says and nothing else.</summary>
    internal void AreIn(SortedDictionary<string, JsonObject> before, SortedDictionary<string, JsonObject> after)
    {
        after = WithJobsOf(before, after);
        Assert.Equal(before.Keys, after.Keys);
        var seen = new HashSet<(string Section, string Key, string User)>();
        var hosts = 0;
        foreach (var (name, made) in after)
        {
            var old = ObjectTexts.Scalars(before[name]).ToDictionary(scalar => scalar.Path, scalar => scalar.Value);
            var now = ObjectTexts.Scalars(made).ToDictionary(scalar => scalar.Path, scalar => scalar.Value);
            Assert.Empty(old.Keys.Except(now.Keys));
            foreach (var (path, text) in now.Where(scalar => old.GetValueOrDefault(scalar.Key) != scalar.Value))
            {
                // Whoever uses a value of an image in parts may write it as a whole.
                var value = text[(text.IndexOf(' ') + 1)..];
                if (value.Split('/') is [var registry, var image] && _byText.TryGetValue(registry, out var first) && _byText.TryGetValue(image, out var second))
                {
                    Assert.Equal($"String {first.Before}/{second.Before}", old[path]);
                    seen.Add((first.Value.Section, first.Value.Key, Title(made)));
                }
                else if (_byText.TryGetValue(value, out var found))
                {
                    // A storage class that was not said is not there.
                    Assert.Equal(found.Before, old.GetValueOrDefault(path) is { } was ? was[(was.IndexOf(' ') + 1)..] : "");
                    seen.Add((found.Value.Section, found.Value.Key, Title(made)));
                }
                else if (old.TryGetValue(path, out var rolledOut) && Regex.IsMatch(text, $"^{Regex.Escape(rolledOut)}-[0-9a-f]{{8}}$"))
                {
                    Assert.Contains("nnotations/", path, StringComparison.Ordinal);
                }
                else
                {
                    Assert.Equal(old[path], text.Replace(Domain, _chart.Domain, StringComparison.Ordinal));
                    hosts++;
                }
            }
        }

        Assert.Equal(
            _chart.Values.SelectMany(value => value.Users.Select(user => (value.Section, value.Key, User: user.Split(',')[0]))).Distinct().Order(),
            seen.Order());
        Assert.Equal(_chart.Domain is not null, hosts > 0);
    }

    // A Job with other values has another name.
    private static SortedDictionary<string, JsonObject> WithJobsOf(SortedDictionary<string, JsonObject> before, SortedDictionary<string, JsonObject> after)
    {
        var renamed = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, made) in after)
        {
            var earlier = $"{made["kind"]}" == JobNames.Kind && Regex.IsMatch(name, "-[0-9a-f]{8}$") ? before.Keys.SingleOrDefault(known => !after.ContainsKey(known) && known.StartsWith(name[..^9], StringComparison.Ordinal)) : null;
            if (earlier is not null)
            {
                made["metadata"]!["name"] = earlier[(earlier.LastIndexOf('/') + 1)..];
            }

            renamed.Add(earlier ?? name, made);
        }

        return renamed;
    }

    private JsonNode Change(ChartValue value, JsonNode from) => from switch
    {
        JsonObject parts => new JsonObject(parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Key, (JsonNode?)Change(value, part.Value!)))),
        _ => Note(value, $"{from}", int.TryParse($"{from}", out _) && value.Section is ChartSections.Replicas or ChartSections.Scaling, _next++),
    };

    private JsonNode Note(ChartValue value, string before, bool isNumber, int number)
    {
        var text = isNumber || value.Section == ChartSections.Resources ? $"{number}" : value.Section == ChartSections.Storage && Regex.IsMatch(before, "^[0-9]") ? $"{number}Gi" : $"changed-{number}";
        _byText.Add(text, (value, before));
        return isNumber ? number : text;
    }

    private static string Title(JsonObject made)
    {
        var (space, name) = ($"{made["metadata"]!["namespace"]}", $"{made["metadata"]!["name"]}");
        return space.Length == 0 ? $"{made["kind"]} {name}" : $"{made["kind"]} {space}/{name}";
    }
}
