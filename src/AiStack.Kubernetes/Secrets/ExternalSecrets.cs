using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Kubernetes.Secrets;

/// <summary>Secrets that the External Secrets operator fetches from a store.</summary>
/// <remarks>Source: external-secrets/external-secrets v2.9, <c>ExternalSecret</c> v1. The store's entry has the Secret's name, and a property for each key.</remarks>
internal static class ExternalSecrets
{
    /// <summary>The kind of these objects.</summary>
    public const string Kind = "ExternalSecret";

    /// <summary>The object that fetches a Secret.</summary>
    /// <param name="secret">The Secret.</param>
    /// <param name="store">Name of the ClusterSecretStore.</param>
    public static KubernetesObject Of(RequiredSecret secret, string store)
    {
        ArgumentNullException.ThrowIfNull(secret);

        var data = new JsonArray();
        var template = new JsonObject();
        var names = new Dictionary<SecretReference, string>();
        foreach (var entry in secret.Entries)
        {
            if (entry.Value.Parts is [SecretPart { Secret: var plain }])
            {
                Fetch(plain, entry.Key);
                template[entry.Key] = $"{{{{ index . \"{entry.Key}\" }}}}";
            }
            else
            {
                template[entry.Key] = entry.Value.Evaluate(part => $"{{{{ index . \"{Fetch(((SecretPart)part).Secret, null)}\" }}}}");
            }
        }

        // Without text around any of them what is fetched is the Secret.
        var isPlain = secret.Type == "Opaque" && secret.Entries.All(entry => entry.Value.Parts is [SecretPart]);
        return new("external-secrets.io/v1", Kind, secret.Name, secret.Namespace)
        {
            Spec = new()
            {
                ["refreshInterval"] = "1h",
                ["secretStoreRef"] = new JsonObject { ["kind"] = "ClusterSecretStore", ["name"] = store },
                ["target"] = new JsonObject
                {
                    ["name"] = secret.Name,
                    ["creationPolicy"] = "Owner",
                    ["template"] = isPlain ? null : new JsonObject { ["type"] = secret.Type, ["data"] = template },
                },
                ["data"] = data,
            },
        };

        string Fetch(SecretReference from, string? key)
        {
            if (!names.TryGetValue(from, out var name))
            {
                names[from] = name = key ?? $"{from.Name}-{from.Key}";
                data.Add((JsonNode)new JsonObject { ["secretKey"] = name, ["remoteRef"] = new JsonObject { ["key"] = from.Name, ["property"] = from.Key } });
            }

            return name;
        }
    }
}
