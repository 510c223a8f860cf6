using System.Text;
using System.Text.Json.Nodes;
using AiStack.Core.Schema;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>The rules of <c>metadata</c>, which are the same for every kind.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotations = 256 * 1024;

    private static readonly string[] s_fields =
    [
        "annotations", "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation", "labels",
        "managedFields", "name", "namespace", "ownerReferences", "resourceVersion", "selfLink", "uid",
    ];

    /// <summary>Checks the metadata of an object.</summary>
    public static void Check(JsonNode? metadata, string apiVersion, string kind, bool? isNamespaced, bool requiresNamespace, FindingList findings)
    {
        var path = ObjectPath.Root["metadata"];
        if (metadata is not JsonObject fields)
        {
            findings.Add(path, metadata is null ? "'metadata' with a 'name' is missing." : $"'metadata' is a mapping, not {JsonWords.Describe(metadata)}.");
            return;
        }

        CheckFields(fields, path, findings);
        CheckName(fields, apiVersion, kind, path, findings);
        var place = JsonWords.Text(fields["namespace"]);
        if (place is not null)
        {
            Add(KubernetesNames.LabelProblem(place), path["namespace"], findings);
            Add(isNamespaced == false ? $"{kind} belongs to the whole cluster; remove the namespace." : null, path["namespace"], findings);
        }
        else if (requiresNamespace && isNamespaced == true)
        {
            findings.Add(path, $"'namespace' is missing: {kind} lives in one, and without it whoever applies the object decides in which.");
        }
    }

    /// <summary>Checks the metadata of a template, which needs no name.</summary>
    public static void CheckTemplate(JsonNode? metadata, ObjectPath path, FindingList findings)
    {
        if (metadata is JsonObject fields)
        {
            CheckFields(fields, path, findings);
        }
    }

    /// <summary>Checks labels.</summary>
    public static void CheckLabels(JsonNode? labels, ObjectPath path, FindingList findings)
    {
        foreach (var (key, value) in Texts(labels, "labels", path, findings))
        {
            Add(KubernetesNames.KeyProblem(key), path[key], findings);
            Add(KubernetesNames.ValueProblem(value), path[key], findings);
        }
    }

    private static void CheckFields(JsonObject fields, ObjectPath path, FindingList findings)
    {
        foreach (var (key, _) in fields.Where(field => !s_fields.Contains(field.Key)))
        {
            findings.Add(path[key], $"There is no field '{Excerpt.Of(key)}' here." + (Spelling.Nearest(key, s_fields) is { } meant ? $" Did you mean '{meant}'?" : $" Fields: {JsonWords.List(s_fields, 20)}."));
        }

        CheckLabels(fields["labels"], path["labels"], findings);
        var size = 0;
        foreach (var (key, value) in Texts(fields["annotations"], "annotations", path["annotations"], findings))
        {
            // Annotations are compared in lower case, so that they may be written in upper case before the '/'.
            Add(KubernetesNames.KeyProblem(key.ToLowerInvariant()), path["annotations"][key], findings);
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        Add(size > MaxAnnotations ? $"Annotations take {size} bytes; all together may take {MaxAnnotations}." : null, path["annotations"], findings);
    }

    private static void CheckName(JsonObject fields, string apiVersion, string kind, ObjectPath path, FindingList findings)
    {
        if (JsonWords.Text(fields["name"]) is { Length: > 0 } name)
        {
            Add(NameProblem(name, KubernetesObject.GroupOf(apiVersion), kind), path["name"], findings);
        }
        else if (fields["name"] is { } other && JsonWords.Text(other) is null)
        {
            findings.Add(path["name"], $"A name is text, not {JsonWords.Describe(other)}; put quotes around it.");
        }
        else if (JsonWords.Text(fields["generateName"]) is not { Length: > 0 })
        {
            findings.Add(path, "The field 'name' is missing.");
        }
    }

    private static string? NameProblem(string name, string group, string kind) => (group, kind) switch
    {
        ("", "Service") => KubernetesNames.ServiceProblem(name),
        ("", "Namespace") => KubernetesNames.LabelProblem(name),
        ("rbac.authorization.k8s.io", _) => KubernetesNames.SegmentProblem(name),
        // Their names are the values of labels of the pods they make, with something behind.
        ("apps", "StatefulSet") => KubernetesNames.SubdomainProblem(name) ?? TooLong(name, kind),
        ("batch", "CronJob") => KubernetesNames.SubdomainProblem(name) ?? TooLong(name, kind),
        ("batch", "Job") => KubernetesNames.SubdomainProblem(name) ?? TooLong(name, kind),
        _ => KubernetesNames.SubdomainProblem(name),
    };

    private static string? TooLong(string name, string kind) =>
        LongestNames.Of(kind) is var longest && name.Length > longest ? $"'{Excerpt.Of(name)}' is too long for a {kind}: {name.Length} characters, at most {longest}, since its pods carry it with a suffix." : null;

    private static IEnumerable<(string Key, string Value)> Texts(JsonNode? mapping, string what, ObjectPath path, FindingList findings)
    {
        if (mapping is not null and not JsonObject)
        {
            findings.Add(path, $"'{what}' is a mapping of texts, not {JsonWords.Describe(mapping)}.");
        }

        foreach (var (key, value) in mapping as JsonObject ?? [])
        {
            if (JsonWords.Text(value) is { } text)
            {
                yield return (key, text);
            }
            else
            {
                findings.Add(path[key], $"Values of {what} are texts, not {JsonWords.Describe(value)}; put quotes around it.");
            }
        }
    }

    private static void Add(string? problem, ObjectPath path, FindingList findings)
    {
        if (problem is not null)
        {
            findings.Add(path, problem);
        }
    }
}
