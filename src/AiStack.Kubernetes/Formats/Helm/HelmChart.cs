using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>The objects of a publication as templates, and the values that fill them.</summary>
internal sealed class HelmChart
{
    private readonly List<(string Path, string Template)> _templates = [];
    private readonly Dictionary<KubernetesObject, string> _checks = [];
    private readonly UsedValues _used = new();

    public HelmChart(Publication publication)
    {
        var objects = publication.Objects.Select(made => (Made: made, Json: made.ToJson())).ToList();
        var finder = new SlotFinder(publication);
        foreach (var (made, json) in objects)
        {
            finder.Find(made, json);
        }

        var template = new ChartTemplate(objects.SelectMany(entry => Texts(entry.Json)));
        Values = Fill(finder.Slots, template);
        var hosts = publication.Stack.Spec.Domain is { } domain ? new ExposedHosts(publication.Objects, domain) : null;
        Domain = hosts is { Any: true } ? publication.Stack.Spec.Domain : null;
        var mark = Domain is null ? null : template.MarkInside(".Values.domain");
        foreach (var (made, json) in objects)
        {
            if (mark is not null && hosts!.Replace(json, mark))
            {
                _used.Add(made, "domain", Domain!);
            }

            if (JobNames.NameOf(made, _used) is { } name)
            {
                json["metadata"]!["name"] = template.Mark(SlotForm.Template, name);
            }

            MarkRollout(made, json, template);

            var text = _checks.GetValueOrDefault(made) + template.Of(KubernetesYaml.Write(json));
            _templates.Add((ObjectPaths.Of(made), made.Kind == "Namespace" ? $"{{{{- if .Values.namespaces.create }}}}\n{text}{{{{- end }}}}\n" : text));
        }
    }

    /// <summary>Domain of the stack.</summary>
    /// <value><see langword="null"/>: no object has a host below it.</value>
    public string? Domain { get; }

    /// <summary>Values other than the domain, in the order of their sections.</summary>
    public IReadOnlyList<ChartValue> Values { get; }

    /// <summary>The templates, by the paths that their objects have in the plain format.</summary>
    public IReadOnlyList<(string Path, string Template)> Templates => _templates;

    private List<ChartValue> Fill(IReadOnlyList<ChartSlot> slots, ChartTemplate template)
    {
        var values = new List<ChartValue>();
        foreach (var (section, _) in ChartSections.All)
        {
            var groups = slots.Where(slot => slot.Section == section).GroupBy(slot => slot.Identity).ToList();
            var keys = groups.Count == 0 ? [] : ValueNames.Of([.. groups.Select(group => group.First().Names)]);
            values.AddRange(groups.Select((group, index) => Fill(group.ToList(), keys[index], template)).OrderBy(value => value.Key, StringComparer.Ordinal));
        }

        return values;
    }

    private ChartValue Fill(List<ChartSlot> places, string key, ChartTemplate template)
    {
        var (section, whole) = (places[0].Section, new JsonObject());
        foreach (var slot in places)
        {
            if (slot.Part is not null)
            {
                whole[slot.Part] = slot.Default.DeepClone();
            }
        }

        var value = new ChartValue(section, key, whole.Count == 0 ? places[0].Default : whole, [.. places.Select(slot => slot.User).Distinct()])
        {
            IsCanonical = section is ChartSections.Resources or ChartSections.Storage && places.Any(slot => slot.Owner.ValueRules.NeedsCanonicalQuantities),
        };
        if (section == ChartSections.Scaling && whole.ContainsKey("min") && whole.ContainsKey("max"))
        {
            _checks[places[0].Owner] = RangeCheck(key);
        }

        foreach (var slot in places)
        {
            var expression = $".Values.{section}.{key}";

            // An image that one object writes in parts and another one as a whole.
            slot.Fill(template.Mark(slot.Form, slot.Part is not null ? $"{expression}.{slot.Part}" : whole.Count == 0 ? expression : $"printf \"%s/%s\" {expression}.registry {expression}.name"));

            // How many pods there are changes none of them; to a Job it is something that it is told.
            if (slot.Owner.Kind == JobNames.Kind || section is not (ChartSections.Replicas or ChartSections.Scaling))
            {
                _used.Add(slot.Owner, $"{section}.{key}", value.Default);
            }
        }

        return value;
    }

    // In quotes, which the text itself may need where it stands alone.
    private void MarkRollout(KubernetesObject made, JsonObject json, ChartTemplate template)
    {
        var path = made.ValueRules.RolloutPath;
        if (path.Count == 0)
        {
            return;
        }

        var mapping = path.SkipLast(1).Aggregate(json["spec"]!, (node, key) => node[key]!);
        var text = mapping[path[^1]]!.GetValue<string>();
        if (_used.TextOf(made, text, text) is { } changing)
        {
            mapping[path[^1]] = template.Mark(SlotForm.Template, $"\"{changing}\"");
        }
    }

    // A schema cannot compare two values. Whoever scales would take the range and do nothing.
    private static string RangeCheck(string key)
    {
        var path = $"{ChartSections.Scaling}.{key}";
        var (min, max) = ($".Values.{path}.min", $".Values.{path}.max");
        return $"{{{{- if gt (int {min}) (int {max}) }}}}{{{{ fail (printf \"{path}.min (%v) is more than {path}.max (%v): lower the one or raise the other\" {min} {max}) }}}}{{{{ end -}}}}\n";
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(entry => Texts(entry.Value).Prepend(entry.Key)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
