using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Checks;

/// <summary>Reads a stack file and checks everything about it, in every environment that it describes.</summary>
public static class StackFile
{
    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">Its path; messages name it as it was given.</param>
    /// <param name="schema">What there is.</param>
    /// <param name="environment">
    /// Environment to look at alone. <see langword="null"/> (default): the stack as it stands, then what each environment
    /// makes wrong beyond that.
    /// </param>
    /// <returns>The stack, of the environment if one is named, with the problems of reading and checking in order.</returns>
    public static StackReading Check(string path, StackSchema schema, string? environment = null) =>
        Check(YamlReader.ReadFile(path), path, schema, environment);

    /// <summary>Checks what a file was found to hold.</summary>
    /// <param name="yaml">The values of the file.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="schema">What there is.</param>
    /// <param name="environment"><inheritdoc cref="Check(string, StackSchema, string?)" path="/param[@name='environment']"/></param>
    /// <returns><inheritdoc cref="Check(string, StackSchema, string?)" path="/returns"/></returns>
    public static StackReading Check(YamlReading yaml, string file, StackSchema schema, string? environment = null)
    {
        var reader = new StackReader(schema);
        var checker = new StackChecker(schema);
        var reading = ReadAndCheck(environment);
        return reading with
        {
            Problems = ProblemList.InOrder(environment is null ? reading.Problems.Concat(EnvironmentProblems.Beyond(reading.Problems, reading.Environments.Select(name => (name, ReadAndCheck(name).Problems)))) : reading.Problems),
        };

        StackReading ReadAndCheck(string? name)
        {
            var read = reader.Read(yaml, file, name);
            return read.Stack is null ? read : read with { Problems = [.. read.Problems, .. checker.Check(read.Stack)] };
        }
    }
}
