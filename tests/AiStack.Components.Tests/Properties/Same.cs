using System.Collections;
using System.Reflection;
using Stack = AiStack.Core.Stack;

namespace AiStack.Components.Tests.Properties;

/// <summary>Compares stacks by what was said, down to the last property: records compare lists by reference.</summary>
internal static class Same
{
    /// <summary>What differs, or nothing.</summary>
    public static string? Difference(Stack one, Stack other) =>
        Difference("spec", one.Spec, other.Spec)
        ?? Difference("elements", one.Elements.Select(element => element.ToString()), other.Elements.Select(element => element.ToString()))
        ?? one.Elements.Zip(other.Elements).Select(pair => Difference(pair.First.Reference, pair.First.Spec, pair.Second.Spec)).FirstOrDefault(found => found is not null)
        ?? Difference("links", one.Links.Select(link => link.ToString()), other.Links.Select(link => link.ToString()))
        ?? one.Links.Zip(other.Links).Select(pair => Difference(pair.First.ToString(), pair.First.Options, pair.Second.Options)).FirstOrDefault(found => found is not null);

    private static string? Difference(string path, object? one, object? other) => (one, other) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => $"{path}: {one ?? "nothing"} is not {other ?? "nothing"}",
        (string or ValueType, _) when !IsPair(one) => one.Equals(other) ? null : $"{path}: {one} is not {other}",
        (IEnumerable left, IEnumerable right) => Difference(path, [.. left.Cast<object?>()], [.. right.Cast<object?>()]),
        _ when one.GetType() != other.GetType() => $"{path}: {one} is not {other}",
        _ => one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => Difference($"{path}.{property.Name}", property.GetValue(one), property.GetValue(other))).FirstOrDefault(found => found is not null),
    };

    private static string? Difference(string path, List<object?> one, List<object?> other) => one.Count != other.Count
        ? $"{path}: {one.Count} are not {other.Count}"
        : one.Zip(other).Select((pair, index) => Difference($"{path}[{index}]", pair.First, pair.Second)).FirstOrDefault(found => found is not null);

    private static bool IsPair(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
