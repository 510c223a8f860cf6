using AiStack.Core.Problems;

namespace AiStack.Core;

/// <summary>Something said in C#: only its path is known, not the line.</summary>
/// <param name="reference">What it is in the stack, such as <c>vllm/qwen2-chat</c> or <c>keda → vllm/qwen2-chat</c>.</param>
public sealed class CodeSource(string reference) : Source
{
    /// <inheritdoc/>
    public override Place Of(params ReadOnlySpan<string> path)
    {
        var text = reference;
        foreach (var segment in path)
        {
            text += text.Length == 0 || segment.StartsWith('[') ? segment : $".{segment}";
        }

        return new(text);
    }
}
