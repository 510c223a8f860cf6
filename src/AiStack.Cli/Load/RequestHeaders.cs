using System.Buffers;

namespace AiStack.Cli.Load;

/// <summary>Headers of every request of a load.</summary>
internal static class RequestHeaders
{
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Reads headers and adds the key.</summary>
    /// <param name="headers">As <c>Name: value</c>.</param>
    /// <param name="key">Key of the API. <see langword="null"/>: the environment's, if it has one.</param>
    /// <exception cref="CallException">A header is none. Its value is not repeated: it may be a secret.</exception>
    public static IReadOnlyList<(string Name, string Value)> Of(string[] headers, string? key)
    {
        List<(string Name, string Value)> read = [.. headers.Select(Read)];
        key ??= Variable("AISTACK_API_KEY") ?? Variable("OPENAI_API_KEY");
        if (key is not null && !IsValue(key))
        {
            throw new CallException("The key has characters that no header may have: check --api-key, AISTACK_API_KEY or OPENAI_API_KEY for a line end.");
        }

        if (!string.IsNullOrEmpty(key) && !read.Exists(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
        {
            read.Add(("Authorization", $"Bearer {key}"));
        }

        return read;
    }

    private static (string, string) Read(string header)
    {
        if (header.Split(':', 2) is not [{ Length: > 0 } name, var value] || name.AsSpan().ContainsAnyExcept(s_nameCharacters) || !IsValue(value))
        {
            throw new CallException("--header takes a name, a colon and a value, such as 'X-User-Id: 7'. See 'aistack load --help'.");
        }

        return name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
            ? throw new CallException($"--header cannot set '{name}', which follows from the request's body. See 'aistack load --help'.")
            : (name, value.Trim());
    }

    private static bool IsValue(string text) => text.All(character => character is >= ' ' and < '\x7F' or '\t');

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
