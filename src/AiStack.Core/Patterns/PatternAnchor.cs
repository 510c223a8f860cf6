namespace AiStack.Core.Patterns;

/// <summary>Places in a text that a pattern can ask for.</summary>
internal enum PatternAnchor
{
    /// <summary><c>\A</c>, and <c>^</c>.</summary>
    Start,

    /// <summary><c>^</c> with <c>(?m)</c>: also after a line feed, but in PCRE not after one that ends the text.</summary>
    LineStart,

    /// <summary><c>\z</c>.</summary>
    End,

    /// <summary><c>\Z</c>, and <c>$</c>: also before a line feed that ends the text.</summary>
    EndOrFinalNewLine,

    /// <summary><c>$</c> with <c>(?m)</c>: also before any line feed.</summary>
    LineEnd,

    /// <summary><c>\b</c>.</summary>
    WordBoundary,

    /// <summary><c>\B</c>.</summary>
    NotWordBoundary,
}
