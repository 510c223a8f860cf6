using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>What a property takes: how a value of the file is read and written, and which values are allowed.</summary>
/// <typeparam name="T">The value in C#.</typeparam>
public abstract class PropertyType<T>
{
    /// <summary>What it takes, in the words of an error message: <c>a whole number from 1 to 65536</c>.</summary>
    public abstract string Expectation { get; }

    /// <summary>The type in the words of JSON Schema.</summary>
    public abstract JsonObject JsonSchema { get; }

    /// <summary>Reads a value. What cannot be a value of this type is reported; whether it is an allowed one is <see cref="Check"/>'s question.</summary>
    /// <param name="node">The value in the file.</param>
    /// <param name="context">Takes problems; knows which property is read.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryRead(Node node, ReadContext context, out T value);

    /// <summary>The value as it is written to a file.</summary>
    /// <returns><see langword="null"/>: nothing is written.</returns>
    public abstract Node? Write(T value);

    /// <summary>What is wrong with a value that was read or set in C#.</summary>
    public virtual IEnumerable<Finding> Check(T value) => [];
}
