using System.Collections.Frozen;
using System.Text.Json;
using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>Settings from a dynamic configuration file: a JSON object with the original's names.</summary>
internal sealed class DynamicConfig
{
    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
        "service_discovery", "static_backends", "static_models", "static_aliases", "static_model_types", "static_model_labels", "routing_logic", "session_key");

    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    /// <summary>No settings at all.</summary>
    public static DynamicConfig Empty { get; } = new();

    /// <summary>The settings as they were read, for <c>/health</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It cannot be read or is not such an object.</exception>
    public static DynamicConfig Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--dynamic-config-json {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="json">The content.</param>
    /// <param name="path">Named in messages.</param>
    /// <exception cref="UsageException">Not JSON, an unknown setting, or a value of the wrong kind.</exception>
    public static DynamicConfig Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new UsageException($"{path}: must hold a JSON object.");
            }

            var config = new DynamicConfig();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                config.Add(property, path);
            }

            return config;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: is not JSON: {e.Message}");
        }
    }

    /// <summary>Value of a setting, or <see langword="null"/> when the file does not have it.</summary>
    public string? Setting(string name) => _settings.GetValueOrDefault(name);

    private void Add(JsonProperty property, string path)
    {
        if (!s_known.Contains(property.Name))
        {
            throw new UsageException($"{path}: unknown setting '{property.Name}'. There are: {string.Join(", ", s_known.Order(StringComparer.Ordinal))}.");
        }

        var value = property.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Array when property.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                string.Join(',', property.Value.EnumerateArray().Select(item => item.GetString())),
            _ => throw new UsageException($"{path}: '{property.Name}' must be a string or a list of strings."),
        };

        if (property.Name == "service_discovery" && value is not (null or "static"))
        {
            throw new UsageException($"{path}: service_discovery '{value}' is not supported here. Use static.");
        }

        if (value is not null)
        {
            _settings[property.Name] = value;
        }
    }
}
