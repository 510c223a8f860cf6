namespace AiStack.Core.Patterns;

/// <summary>What may follow a place in a text, told apart as far as <c>$</c> and <c>\b</c> tell it apart.</summary>
[Flags]
internal enum TextAhead
{
    /// <summary>Nothing that is possible.</summary>
    None = 0,

    /// <summary>The end.</summary>
    End = 1,

    /// <summary>A line feed and then the end.</summary>
    FinalNewLine = 2,

    /// <summary>A line feed and more.</summary>
    NewLine = 4,

    /// <summary>A word character.</summary>
    Word = 8,

    /// <summary>Any other character.</summary>
    Other = 16,

    /// <summary>Whatever it is.</summary>
    Anything = End | FinalNewLine | NewLine | Word | Other,
}
