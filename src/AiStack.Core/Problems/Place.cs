using System.Globalization;

namespace AiStack.Core.Problems;

/// <summary>Where in a stack something is said: in a file, or in C#.</summary>
/// <param name="Path">
/// Which part of the stack, from its top: <c>components.vllm.models.qwen2-chat.max_model_len</c>, <c>links[2].to</c>; empty for the whole.
/// </param>
/// <param name="File">Name of the file as the user gave it. <see langword="null"/>: it was said in C#, and only <paramref name="Path"/> tells where.</param>
/// <param name="Line">Line in the file, from 1; 0 without a file.</param>
/// <param name="Column">Column in the line, from 1 and counted in characters; 0 without a file.</param>
public sealed record Place(string Path, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line:column</c>, or the path of what was said in C#.</summary>
    public override string ToString() => File switch
    {
        null => Path.Length == 0 ? "stack" : Path,
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
    };
}
