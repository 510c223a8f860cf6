using AiStack.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Core.Yaml;

/// <summary>The parser's events, with the first error turned into a problem after which there are no more events.</summary>
internal sealed class YamlEvents(string text, Place start, List<Problem> problems)
{
    private readonly Parser _parser = new(new StringReader(text));
    private readonly Stack<ParsingEvent> _open = new();

    /// <summary>Whether reading ended before the text did.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The next event; <see langword="null"/> at the end or after an error.</summary>
    public ParsingEvent? Next()
    {
        try
        {
            if (IsStopped || !_parser.MoveNext())
            {
                return null;
            }
        }
        // Besides its own YamlException the parser has thrown InvalidOperationException (unclosed brackets) and others on broken
        // text; whatever it throws, the reason is the text.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Stop(SyntaxProblem.From(error, text, start, _open));
            return null;
        }

        var next = _parser.Current!;
        if (next is MappingStart or SequenceStart)
        {
            _open.Push(next);
        }
        else if (next is MappingEnd or SequenceEnd)
        {
            _open.Pop();
        }

        return next;
    }

    /// <summary>Ends reading with a problem.</summary>
    public void Stop(Problem problem)
    {
        problems.Add(problem);
        IsStopped = true;
    }

    /// <summary>Where an event begins, without a path.</summary>
    public Place PlaceOf(ParsingEvent value) => start with { Line = (int)value.Start.Line, Column = (int)value.Start.Column };
}
