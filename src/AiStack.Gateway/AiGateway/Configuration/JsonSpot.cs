using System.Text.Json;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>A value of the file with the place where it stands, so that whoever reads it can say where something is wrong.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Its place: <c>routes[2].plugins.cors</c>.</param>
internal readonly record struct JsonSpot(JsonElement Value, string Path)
{
    /// <summary>Whether it is a mapping.</summary>
    public bool IsObject => Value.ValueKind == JsonValueKind.Object;

    /// <summary>The entries of a mapping.</summary>
    /// <exception cref="ConfigurationException">It is none.</exception>
    public IEnumerable<(string Name, JsonSpot Value)> Entries()
    {
        var path = Path;
        return AsObject().EnumerateObject().Select(entry => (entry.Name, new JsonSpot(entry.Value, $"{path}.{entry.Name}"))).ToList();
    }

    /// <summary>The items of a list.</summary>
    /// <exception cref="ConfigurationException">It is none.</exception>
    public IReadOnlyList<JsonSpot> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("a list");
        }

        var path = Path;
        return [.. Value.EnumerateArray().Select((item, index) => new JsonSpot(item, $"{path}[{index}]"))];
    }

    /// <summary>An entry of a mapping.</summary>
    /// <returns><see langword="null"/>: there is none of that name, or it is null.</returns>
    public JsonSpot? Find(string name) =>
        AsObject().TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonSpot(value, $"{Path}.{name}") : null;

    /// <summary>An entry that has to be there.</summary>
    /// <exception cref="ConfigurationException">It is not.</exception>
    public JsonSpot Get(string name) => Find(name) ?? throw new ConfigurationException($"{Path}: '{name}' is missing.");

    /// <summary>The text itself, or what the environment has for <c>$env://NAME</c>.</summary>
    /// <exception cref="ConfigurationException">No text, or a variable that is not set.</exception>
    public string Text()
    {
        if (Value.ValueKind != JsonValueKind.String)
        {
            throw Wrong("a text");
        }

        var text = Unescaped();
        return EnvironmentReference.TryResolve(text, out var value) ? value ?? throw new ConfigurationException($"{Path}: '{text}' names a variable that is not set in this program's environment.") : text;
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts() => [.. Items().Select(item => item.Text())];

    /// <summary>A whole number within bounds.</summary>
    public int Integer(int least = int.MinValue, int most = int.MaxValue) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw Wrong(least == int.MinValue ? "a whole number" : $"a whole number from {least} to {most}");

    /// <summary>A time in seconds, fractions allowed: from a millisecond to a day.</summary>
    public TimeSpan Seconds() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var number) && number is >= 0.001 and <= 86_400 ? TimeSpan.FromSeconds(number) : throw Wrong("a number of seconds from 0.001 to 86400");

    /// <summary>True or false.</summary>
    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false");

    /// <summary>Refuses every entry that nothing here acts on: a policy that is ignored would be worse than none.</summary>
    /// <param name="known">The entries there may be.</param>
    public void Only(params ReadOnlySpan<string> known)
    {
        foreach (var entry in AsObject().EnumerateObject())
        {
            if (!known.Contains(entry.Name))
            {
                throw new ConfigurationException($"{Path}: '{entry.Name}' is not supported by this gateway, which knows: {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>An error about this value.</summary>
    /// <param name="expected">What it should be.</param>
    public ConfigurationException Wrong(string expected) => new($"{Path} must be {expected}, not {Excerpt()}.");

    private string Unescaped()
    {
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ConfigurationException($"{Path} is not valid Unicode: it has half a character.");
        }
    }

    private JsonElement AsObject() => IsObject ? Value : throw Wrong("a mapping");

    // A value may be a key: of texts only the kind is told.
    private string Excerpt() => Value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Object => "a mapping",
        JsonValueKind.Array => "a list",
        _ => Value.GetRawText(),
    };
}
