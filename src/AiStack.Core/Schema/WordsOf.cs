namespace AiStack.Core.Schema;

/// <summary>Words that are the names of an enumeration, as they stand in C#.</summary>
public static class WordsOf
{
    /// <summary>Each value with its name.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static (string Word, T Value)[] Names<T>() where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var words = new (string, T)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            words[i] = (values[i].ToString(), values[i]);
        }

        return words;
    }
}
