using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Hosts below the stack's domain that it is reached at, and where they stand.</summary>
internal sealed class ExposedHosts
{
    private readonly string _domain;
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    private readonly Regex _pattern;

    /// <summary>Collects the hosts that routes and certificates name.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="domain">The stack's domain.</param>
    public ExposedHosts(IEnumerable<KubernetesObject> objects, string domain)
    {
        _domain = domain;
        foreach (var made in objects)
        {
            Collect(made.Content, null);
        }

        // As a whole: not as a part of a longer host on either side.
        _pattern = new($"(?<![A-Za-z0-9.-])(?:{string.Join('|', _hosts.OrderByDescending(host => host.Length).ThenBy(host => host, StringComparer.Ordinal).Select(Regex.Escape))})(?![A-Za-z0-9-]|\\.[A-Za-z0-9])", RegexOptions.CultureInvariant);
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => _hosts.Count > 0;

    /// <summary>Puts something else for the domain wherever one of the hosts stands in a text of an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="mark">What stands for the domain.</param>
    /// <returns>Whether one stood there.</returns>
    public bool Replace(JsonObject json, string mark)
    {
        var isThere = false;
        if (!Any)
        {
            return isThere;
        }

        foreach (var (key, value) in json.ToList())
        {
            if (key != "metadata")
            {
                Replace(value, text => _pattern.Replace(text, match =>
                {
                    isThere = true;
                    return $"{match.Value[..^_domain.Length]}{mark}";
                }));
            }
        }

        return isThere;
    }

    private static void Replace(JsonNode? node, Func<string, string> replace)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var value in mapping.Select(entry => entry.Value).ToList())
                {
                    Replace(value, replace);
                }

                break;
            case JsonArray list:
                foreach (var item in list.ToList())
                {
                    Replace(item, replace);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && replace(value.GetValue<string>()) is var text && text != value.GetValue<string>():
                value.ReplaceWith(text);
                break;
        }
    }

    private void Collect(JsonNode? node, string? key)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var (child, value) in mapping)
                {
                    Collect(value, child);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, key);
                }

                break;
            case JsonValue value when key is "host" or "hosts" or "hostname" or "hostnames" or "dnsNames" or "commonName" && value.GetValueKind() == JsonValueKind.String:
                var host = value.GetValue<string>();
                if (host == _domain || host.EndsWith($".{_domain}", StringComparison.Ordinal))
                {
                    _hosts.Add(host);
                }

                break;
        }
    }
}
