using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AiStack.Kubernetes.Validation.Schemas;
using Cel;

namespace AiStack.Kubernetes.Validation.Cel;

/// <summary>Rules, compiled once.</summary>
internal static partial class CelPrograms
{
    private static readonly ConcurrentDictionary<string, (CelProgramDelegate? Program, string? Reason)> s_programs = new(StringComparer.Ordinal);
    private static readonly Lazy<CelEnvironment> s_environment = new(CreateEnvironment);

    /// <summary>Evaluates a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="self">The value at its place.</param>
    /// <returns>Whether it holds, or why that cannot be told.</returns>
    public static (bool Holds, string? Reason) Evaluate(string rule, object? self)
    {
        var (program, reason) = s_programs.GetOrAdd(rule, Compile);
        if (program is null)
        {
            return (false, reason);
        }

        try
        {
            return program(new Dictionary<string, object?> { ["self"] = self }) is bool holds ? (holds, null) : (false, "Its answer is neither true nor false.");
        }
        // Whatever the library throws about a value, the rule stays unanswered, and that is told.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return (false, error.Message);
        }
    }

    private static (CelProgramDelegate? Program, string? Reason) Compile(string rule)
    {
        try
        {
            lock (s_programs)
            {
                return (s_environment.Value.Compile(Presence().Replace(rule, "('$2' in $1)")), null);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return (null, error.Message);
        }
    }

    // What Kubernetes adds to the language, as far as the rules of the operators that we write for use it.
    private static CelEnvironment CreateEnvironment()
    {
        var environment = new CelEnvironment([], "");
        environment.RegisterFunction("find", [typeof(string), typeof(string)], arguments => SchemaPattern.Read(Text(arguments, 1)).Match(Text(arguments, 0)).Value);
        environment.RegisterFunction("split", [typeof(string), typeof(string)], arguments => Text(arguments, 0).Split(Text(arguments, 1)).Cast<object?>().ToArray());
        environment.RegisterFunction("trim", [typeof(string)], arguments => Text(arguments, 0).Trim());
        environment.RegisterFunction("lowerAscii", [typeof(string)], arguments => Text(arguments, 0).ToLowerInvariant());
        environment.RegisterFunction("upperAscii", [typeof(string)], arguments => Text(arguments, 0).ToUpperInvariant());
        return environment;
    }

    private static string Text(object?[] arguments, int index) => (string)arguments[index]!;

    // The library takes has() as protocol buffers do: an empty list is not there. For Kubernetes what is written is there.
    [GeneratedRegex(@"\bhas\(\s*([^()]+?)\.([A-Za-z_][A-Za-z0-9_]*)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Presence();
}
