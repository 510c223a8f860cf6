using System.Text.Json;
using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>Settings from a dynamic configuration file: a JSON object with the original's names.</summary>
internal sealed class DynamicConfig
{
    // The one discovery there is; named because the original's files name it.
    private const string Discovery = "service_discovery";
    private readonly Dictionary<string, string> _file = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _flags;
    private readonly string _path;

    /// <summary>Settings from flags alone.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="flags">What counts where the file says nothing.</param>
    public DynamicConfig(string path, IReadOnlyDictionary<string, string> flags) => (_path, _flags) = (path, flags);

    /// <summary>The settings in force, for <c>/health</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> InForce =>
        RoutingConfiguration.SettingNames.Where(name => Setting(name) is not null).Select(name => KeyValuePair.Create(name, Setting(name)!));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flags">What counts where the file says nothing.</param>
    /// <exception cref="UsageException">It cannot be read or is not such an object.</exception>
    public static DynamicConfig Read(string path, IReadOnlyDictionary<string, string> flags)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path, flags);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--dynamic-config-json {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="json">The content.</param>
    /// <param name="path">Named in messages.</param>
    /// <param name="flags">What counts where the file says nothing.</param>
    /// <exception cref="UsageException">Not JSON, an unknown setting, or a value of the wrong kind.</exception>
    public static DynamicConfig Parse(ReadOnlyMemory<byte> json, string path, IReadOnlyDictionary<string, string> flags)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new UsageException($"{path}: must hold a JSON object.");
            }

            var config = new DynamicConfig(path, flags);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                config.Add(property);
            }

            return config;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: is not JSON: {e.Message}");
        }
    }

    /// <summary>Whether the file has the setting.</summary>
    public bool IsInFile(string name) => _file.ContainsKey(name);

    /// <summary>Value of a setting, or <see langword="null"/> when neither the file nor the flags have it.</summary>
    public string? Setting(string name) => _file.GetValueOrDefault(name) ?? _flags.GetValueOrDefault(name);

    private void Add(JsonProperty property)
    {
        if (property.Name != Discovery && !RoutingConfiguration.SettingNames.Contains(property.Name))
        {
            throw new UsageException($"{_path}: unknown setting '{property.Name}'. There are: {Discovery}, {string.Join(", ", RoutingConfiguration.SettingNames)}.");
        }

        var value = property.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Array when property.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                string.Join(',', property.Value.EnumerateArray().Select(item => item.GetString())),
            _ => throw new UsageException($"{_path}: '{property.Name}' must be a string or a list of strings."),
        };

        if (property.Name == Discovery && value is not (null or "static"))
        {
            throw new UsageException($"{_path}: service_discovery '{value}' is not supported here. Use static.");
        }

        if (value is not null)
        {
            _file[property.Name] = value;
        }
    }
}
