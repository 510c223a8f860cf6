using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Text, a number, a truth value or nothing.</summary>
/// <param name="Value">As written, without quotes and with escapes resolved.</param>
/// <param name="IsPlain">Whether it stands without quotes: only then may it be a number, a truth value or nothing.</param>
/// <param name="Place">Where it begins.</param>
public sealed record ScalarNode(string Value, bool IsPlain, Place Place) : Node(Place)
{
    /// <inheritdoc/>
    public override string Noun => IsNull ? "nothing" : $"'{Value}'";

    /// <summary>Whether it says nothing: <c>key:</c>, <c>null</c> or <c>~</c>.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");
}
