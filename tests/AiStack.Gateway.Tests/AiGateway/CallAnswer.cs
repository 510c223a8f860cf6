using System.Globalization;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>What a caller got.</summary>
/// <param name="Status">The status; 0: the connection ended without an answer.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
/// <param name="IsCut">Whether the answer ended before its end.</param>
internal sealed record CallAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body, bool IsCut)
{
    /// <summary>The value of a header; <see langword="null"/>: it is not there.</summary>
    public string? Header(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList() is { Count: > 0 } values ? string.Join(", ", values) : null;

    /// <summary>Reads an answer as it came over the wire. A chunked body keeps its frame.</summary>
    public static CallAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return new(0, [], text, IsCut: true);
        }

        var lines = text[..end].Split("\r\n");
        return new(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair.Length > 1 ? pair[1] : ""))],
            text[(end + 4)..],
            IsCut: false);
    }

    public override string ToString() => $"{Status}{(IsCut ? " (cut)" : "")}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n\n{Body}";
}
