using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The AppHost's user secrets: where generated values are kept between runs.</summary>
internal static class UserSecrets
{
    private static readonly Lock s_writing = new();
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>A default whose value, once used, is written to the AppHost's user secrets.</summary>
    internal static ParameterDefault Persisting(IDistributedApplicationBuilder builder, string name, ParameterDefault inner) =>
        new PersistedParameterDefault(builder, name, inner);

    internal static string? FindId(Assembly? appHost) => appHost?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId;

    internal static void Set(string userSecretsId, string key, string value)
    {
        lock (s_writing)
        {
            var path = PathHelper.GetSecretsPathFromSecretsId(userSecretsId);
            var secrets = File.Exists(path) && JsonNode.Parse(File.ReadAllText(path)) is JsonObject existing ? existing : [];

            // Configuration knows no upper and lower case, and refuses a file in which only that tells two keys apart.
            foreach (var same in secrets.Select(secret => secret.Key).Where(known => string.Equals(known, key, StringComparison.OrdinalIgnoreCase)).ToList())
            {
                secrets.Remove(same);
            }

            secrets[key] = value;

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(temporary, options))
            {
                writer.Write(secrets.ToJsonString(s_indented));
            }

            File.Move(temporary, path, overwrite: true);
        }
    }

    private sealed class PersistedParameterDefault(IDistributedApplicationBuilder builder, string name, ParameterDefault inner) : ParameterDefault
    {
        private readonly Lazy<string> _value = new(() =>
        {
            var value = inner.GetDefaultValue();
            if (FindId(builder.AppHostAssembly) is { } id)
            {
                Set(id, $"Parameters:{name}", value);
            }

            // Two parameters of one name, one of them not in the model, must agree within this run, too.
            builder.Configuration[$"Parameters:{name}"] = value;
            return value;
        });

        public override string GetDefaultValue() => _value.Value;

        public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
    }
}
