using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Kubernetes.Validation.Reading;

/// <summary>Reads YAML with any number of documents as kubectl does. Whatever the text is, the answer is documents and findings, never an exception.</summary>
internal sealed class KubernetesYamlReader
{
    // As the reader of stack files allows; aliases of aliases multiply.
    private const int MaxNodes = 2_000_000;
    private const int MaxDepth = 100;

    private readonly Parser _parser;
    private readonly Dictionary<string, JsonNode?> _anchors = [];
    private readonly bool _knowsLines;
    private Dictionary<JsonNode, int> _lines = [];
    private int _nodes;

    private KubernetesYamlReader(string text, bool knowsLines) => (_parser, _knowsLines) = (new Parser(new StringReader(text)), knowsLines);

    /// <summary>Reads text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="knowsLines">Whether the documents know the lines of their values.</param>
    /// <returns>The documents before the first finding, and the finding; documents that say nothing are left out.</returns>
    public static (IReadOnlyList<ReadDocument> Documents, SyntaxFinding? Finding) Read(string text, bool knowsLines = true)
    {
        var documents = new List<ReadDocument>();
        try
        {
            var reader = new KubernetesYamlReader(text.StartsWith('\uFEFF') ? text[1..] : text, knowsLines);
            while (reader.NextDocument() is { } document)
            {
                if (document.Root is not null)
                {
                    documents.Add(document);
                }
            }

            return (documents, null);
        }
        catch (YamlException error)
        {
            return (documents, new((int)Math.Max(1, error.Start.Line), error.InnerException?.Message ?? error.Message));
        }
        // The parser has thrown these on broken text, too (unclosed brackets).
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return (documents, new(1, $"This is not YAML: {error.Message}"));
        }
    }

    private ReadDocument? NextDocument()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart start)
            {
                _anchors.Clear();
                _lines = new(ReferenceEqualityComparer.Instance);
                Move();
                var first = (int)_parser.Current!.Start.Line;
                var root = Value(0);
                return new(root, Math.Max(first, (int)start.Start.Line), _lines);
            }
        }

        return null;
    }

    private void Move()
    {
        if (!_parser.MoveNext())
        {
            throw new YamlException(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, "The text ends too early.");
        }
    }

    // Reads the value that the current event begins; its last event is the current one afterwards.
    private JsonNode? Value(int depth)
    {
        var at = _parser.Current!;
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            throw Error(at, depth > MaxDepth ? $"Values are nested more than {MaxDepth} levels deep." : "The file has too many values.");
        }

        switch (at)
        {
            case AnchorAlias alias:
                if (!_anchors.TryGetValue(alias.Value.Value, out var known))
                {
                    throw Error(at, $"The alias '*{alias.Value}' has no anchor above it.");
                }

                _nodes += Count(known);
                return known?.DeepClone();
            case Scalar scalar:
                return Remember(scalar.Anchor, At(YamlScalar.Read(scalar), at));
            case MappingStart mapping:
                return Remember(mapping.Anchor, At(Mapping(depth), at));
            case SequenceStart sequence:
                return Remember(sequence.Anchor, At(List(depth), at));
            default:
                throw Error(at, "A value was expected here.");
        }
    }

    private JsonObject Mapping(int depth)
    {
        var mapping = new JsonObject();
        var merged = new List<JsonObject>();
        for (Move(); _parser.Current is not MappingEnd; Move())
        {
            var at = _parser.Current!;
            var isMerge = at is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = Key(Value(depth + 1), at);
            Move();
            var value = Value(depth + 1);
            if (isMerge)
            {
                merged.AddRange(Merged(value, at));
            }
            else if (!mapping.TryAdd(key, value))
            {
                throw Error(at, $"The key '{key}' stands twice in the same mapping.");
            }
            else
            {
                At(value, at);
            }
        }

        // What the mapping says itself wins, then what was merged first.
        foreach (var (key, value) in merged.SelectMany(entries => entries))
        {
            mapping.TryAdd(key, value?.DeepClone());
        }

        return mapping;
    }

    private JsonArray List(int depth)
    {
        var list = new JsonArray();
        for (Move(); _parser.Current is not SequenceEnd; Move())
        {
            list.Add(Value(depth + 1));
        }

        return list;
    }

    private static string Key(JsonNode? key, ParsingEvent at) => key switch
    {
        JsonValue value => value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
        _ => throw Error(at, "A key has to be text."),
    };

    private static IEnumerable<JsonObject> Merged(JsonNode? value, ParsingEvent at) => value switch
    {
        JsonObject mapping => [mapping],
        JsonArray list when list.All(item => item is JsonObject) => list.OfType<JsonObject>(),
        _ => throw Error(at, "'<<' merges mappings only."),
    };

    private JsonNode? At(JsonNode? value, ParsingEvent at)
    {
        if (value is not null && _knowsLines)
        {
            _lines[value] = (int)at.Start.Line;
        }

        return value;
    }

    private JsonNode? Remember(AnchorName anchor, JsonNode? value)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = value;
        }

        return value;
    }

    private static int Count(JsonNode? value) => value switch
    {
        JsonObject mapping => 1 + mapping.Sum(entry => Count(entry.Value)),
        JsonArray list => 1 + list.Sum(Count),
        _ => 1,
    };

    private static YamlException Error(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
