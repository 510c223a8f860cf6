using AiStack.Core.Problems;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>
/// Reads one YAML document to values that know their place. Whatever the text is, the answer is a reading with problems: never an
/// exception, never a wait without end. Scalars stay text; <see cref="ScalarNode"/> reads numbers and truth values by YAML 1.2.
/// </summary>
public static class YamlReader
{
    /// <summary>Longest file that is read: 16 MiB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Most values that a file may hold, aliases followed.</summary>
    public const int MaxNodes = 1_000_000;

    /// <summary>Most levels of lists and mappings inside of each other, aliases followed.</summary>
    public const int MaxDepth = 100;

    /// <summary>Reads a file. What keeps it from being read is a problem of the reading, too.</summary>
    /// <param name="path">The file, as the user gave it: problems name it the same way. <c>-</c>: standard input.</param>
    public static YamlReading ReadFile(string path)
    {
        var problems = new List<Problem>();
        return YamlFile.ReadText(path, problems) is { } text ? Read(text, path) : new YamlReading(null, problems, IsComplete: false);
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">The text, with LF or CRLF.</param>
    /// <param name="file">Name of the file, for the places of values and problems.</param>
    public static YamlReading Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<Problem>();
        var start = new Place(string.Empty, file, 1, 1);
        if (text.Length > MaxBytes)
        {
            problems.Add(YamlFile.TooLarge(start));
            return new YamlReading(null, problems, IsComplete: false);
        }

        // A byte order mark is how some editors begin a UTF-8 file; the parser would take it for a part of the first key.
        var events = new YamlEvents(YamlCharacters.Check(text.StartsWith('\uFEFF') ? text[1..] : text, start, problems), start, problems);
        var root = ReadDocument(events, start, problems);
        problems.Sort((left, right) => (left.Place.Line, left.Place.Column).CompareTo((right.Place.Line, right.Place.Column)));
        return new YamlReading(root, problems, !events.IsStopped);
    }

    private static Node? ReadDocument(YamlEvents events, Place start, List<Problem> problems)
    {
        Node? root = null;
        while (events.Next() is { } next)
        {
            switch (next)
            {
                case DocumentStart second when root is not null:
                    events.Stop(YamlProblems.SecondDocument.At(events.PlaceOf(second), "A second document begins here.",
                        "Remove this '---', or put what follows into a file of its own."));
                    break;
                case NodeEvent or AnchorAlias:
                    root = new NodeReader(events, problems).ReadRoot(next);
                    break;
            }
        }

        if (!events.IsStopped && problems.Count == 0 && root is (null or ScalarNode { IsPlain: true, Value: "" }))
        {
            problems.Add(YamlProblems.Empty.At(start, "The file says nothing.", "Begin with 'apiVersion: aistack/v1'."));
            return null;
        }

        return root;
    }
}
