using System.Text.Json.Nodes;

namespace AiStack.Simulator.Tests;

/// <summary>Makes up JSON schemas of the kinds that clients send.</summary>
internal sealed class RandomSchema(int seed)
{
    private static readonly string[] Formats = ["date", "date-time", "email", "ipv4", "uuid"];
    private static readonly string[] Patterns = ["^[A-Z]{2}-[0-9]{3,5}$", "^(red|green|blue)$", "^\\d+(\\.\\d{2})?$", "^[a-f0-9]{8}$"];

    private readonly Random _random = new(seed);

    public string Create()
    {
        var schema = Object(3);
        schema["definitions"] = new JsonObject { ["leaf"] = Leaf(), ["node"] = Object(1) };
        return schema.ToJsonString();
    }

    private JsonObject Any(int depth) => depth <= 0 ? Leaf() : _random.Next(8) switch
    {
        0 or 1 => Object(depth - 1),
        2 => Array(depth - 1),
        3 => new JsonObject { ["anyOf"] = new JsonArray(Leaf(), Object(depth - 1)) },
        4 => new JsonObject { ["$ref"] = "#/definitions/leaf" },
        5 when depth > 1 => new JsonObject { ["$ref"] = "#/definitions/node" },
        _ => Leaf(),
    };

    private JsonObject Object(int depth)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            properties[$"field{i}"] = Any(depth);
            if (_random.Next(2) == 0)
            {
                required.Add($"field{i}");
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private JsonObject Array(int depth)
    {
        var least = _random.Next(4);
        return new JsonObject { ["type"] = "array", ["items"] = Any(depth), ["minItems"] = least, ["maxItems"] = least + _random.Next(3) };
    }

    private JsonObject Leaf()
    {
        var low = _random.Next(-1000, 1000);
        return _random.Next(11) switch
        {
            0 => new JsonObject { ["type"] = "string" },
            1 => new JsonObject { ["type"] = "string", ["minLength"] = _random.Next(30), ["maxLength"] = 30 + _random.Next(20) },
            2 => new JsonObject { ["type"] = "string", ["maxLength"] = _random.Next(5) },
            3 => new JsonObject { ["type"] = "string", ["format"] = Formats[_random.Next(Formats.Length)] },
            4 => new JsonObject { ["type"] = "string", ["pattern"] = Patterns[_random.Next(Patterns.Length)] },
            5 => new JsonObject { ["type"] = "integer", ["minimum"] = low, ["maximum"] = low + _random.Next(10) },
            6 => new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = low, ["maximum"] = low + 1 + _random.Next(10) },
            7 => new JsonObject { ["type"] = "integer", ["multipleOf"] = 1 + _random.Next(9), ["minimum"] = low },
            8 => new JsonObject { ["enum"] = new JsonArray("one", 2, true) },
            9 => new JsonObject { ["type"] = new JsonArray("boolean", "null") },
            _ => new JsonObject { ["type"] = "boolean" },
        };
    }
}
