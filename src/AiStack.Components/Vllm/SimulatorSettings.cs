using System.Globalization;
using System.Text.RegularExpressions;
using AiStack.Components.Vllm.Capacity;
using AiStack.Hosting;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Vllm;

/// <summary>What only a simulated model has: how fast it pretends to be, and how its answers are drawn.</summary>
internal static partial class SimulatorSettings
{
    private const string DurationForm = "a duration such as 250ms, 0.25s or a number of milliseconds";

    // Configuration keys below AiStack:Simulator, the simulator's flag for each, and what it takes: told here, because a model that refuses its flags says so only in its log.
    private static readonly (string Key, string Flag, Predicate<string> IsValid, string Form)[] s_flags =
    [
        ("TimeToFirstToken", "--time-to-first-token", IsDuration, DurationForm),
        ("InterTokenLatency", "--inter-token-latency", IsDuration, DurationForm),
        ("MaxNumSeqs", "--max-num-seqs", value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0, "a whole number above 0"),
        ("Seed", "--seed", value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), "an integer"),
        ("FailRate", "--fail-rate", value => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1, "a share between 0 and 1"),
    ];

    /// <summary>Checks the settings when the application is described; the arguments are made when a model starts.</summary>
    /// <exception cref="InvalidSettingException">A setting below <c>AiStack:Simulator</c> has a value that the simulator would refuse.</exception>
    internal static void Check(IConfiguration configuration)
    {
        string[] known = [.. s_flags.Select(flag => flag.Key)];
        foreach (var key in configuration.GetSection("AiStack:Simulator").GetChildren().Select(child => child.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            throw SettingNames.Missing("AiStack:Simulator", key, known);
        }

        foreach (var (key, _, isValid, form) in s_flags)
        {
            if (configuration[$"AiStack:Simulator:{key}"] is { Length: > 0 } value && !isValid(value))
            {
                throw new InvalidSettingException($"AiStack:Simulator:{key} is '{value}'. It takes {form}.");
            }
        }
    }

    /// <summary>The simulator's own arguments for a model, after vLLM's.</summary>
    internal static IEnumerable<string> ArgumentsFor(ModelSpec model, IConfiguration configuration)
    {
        foreach (var (key, flag, _, _) in s_flags)
        {
            // What is said about one model is more exact than what is said about all of them.
            var isSaid = model.ExtraArguments.Any(argument => argument == flag || argument.StartsWith($"{flag}=", StringComparison.Ordinal));
            if (!isSaid && configuration[$"AiStack:Simulator:{key}"] is { Length: > 0 } value)
            {
                yield return flag;
                yield return value;
            }
        }

        // vLLM reads it with the weights, which a simulator has none of.
        if (model.MaxModelLength is null && !EngineArgument.Has(model, "--max-model-len") && LanguageModels.Find(model.ModelPath)?.MaxModelLength is { } length)
        {
            yield return "--max-model-len";
            yield return length.ToString(CultureInfo.InvariantCulture);
        }

        if (model.ModelType == ModelType.Embedding && (model.VectorSize ?? EmbeddingModels.VectorSizeOf(model.ModelPath)) is { } size)
        {
            yield return "--vector-size";
            yield return size.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static bool IsDuration(string value) => Duration().IsMatch(value);

    [GeneratedRegex(@"^(\d+\.?\d*|\.\d+)(ms|s|m)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
