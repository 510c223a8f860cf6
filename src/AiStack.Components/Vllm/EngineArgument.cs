namespace AiStack.Components.Vllm;

/// <summary>A flag among the further arguments of a model.</summary>
/// <param name="Index">Its position in the list.</param>
/// <param name="Name">Its name with hyphens, such as <c>--max-model-len</c>; vLLM takes underscores too.</param>
/// <param name="Value">What stands behind <c>=</c>, or the next argument if that is no flag. <see langword="null"/>: nothing.</param>
internal sealed record EngineArgument(int Index, string Name, string? Value)
{
    public static IEnumerable<EngineArgument> Of(ModelSpec model)
    {
        var arguments = model.ExtraArguments;
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] is not ['-', ..] argument)
            {
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? argument : argument[..equals]).Replace('_', '-');
            yield return new(index, name, equals >= 0 ? argument[(equals + 1)..] : index + 1 < arguments.Count && arguments[index + 1] is not ['-', ..] ? arguments[index + 1] : null);
        }
    }

    public static bool Has(ModelSpec model, params ReadOnlySpan<string> names)
    {
        foreach (var argument in Of(model))
        {
            if (names.Contains(argument.Name))
            {
                return true;
            }
        }

        return false;
    }
}
