using System.Text.RegularExpressions;

namespace Aspire.Embedded.Tests.Signatures;

/// <summary>The official signatures, as listed in the shared notes beside the repository.</summary>
internal sealed partial class OfficialSignatures
{
    private readonly Dictionary<string, OfficialType> _types = [];

    private OfficialSignatures(IEnumerable<string> files)
    {
        foreach (var block in files.SelectMany(file => OneLine(File.ReadAllText(file).ReplaceLineEndings("\n")).Split("\n\n")))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var head = lines.FirstOrDefault(line => line[0] is not (' ' or '['));
            if (head is not null)
            {
                var type = OfficialType.Parse(
                    string.Concat(lines.TakeWhile(line => line != head).Select(attribute => attribute.Trim() + " ")),
                    head.Trim(),
                    lines.SkipWhile(line => line != head).Skip(1).Select(line => line.Trim()));
                _types.Add(type.Head, type);
            }
        }
    }

    /// <summary>Reads the lists; the calling test is skipped where there are none, and fails there on CI, which has them.</summary>
    internal static OfficialSignatures Load()
    {
        var directory = Path.Combine(RepositoryDirectory.Path, "..", "shared", "aspire-signatures");
        if (!Directory.Exists(directory))
        {
            Requirement.IsMissing($"the list of official signatures is not at '{Path.GetFullPath(directory)}'.");
        }

        return new(Directory.GetFiles(directory, "*.txt"));
    }

    /// <summary>The official type of exactly this kind and name; <see langword="null"/> when there is none.</summary>
    internal OfficialType? Find(string head) => _types.GetValueOrDefault(head);

    /// <summary>Official types of that full name, whatever their kind: what a report compares with.</summary>
    internal IEnumerable<OfficialType> Similar(string fullName) =>
        _types.Values.Where(t => t.Head.Split(' ').Any(word => word.Split('<')[0] == fullName));

    /// <summary>Some explanations of what is obsolete have several lines; here they have one.</summary>
    internal static string OneLine(string text) => Obsolete().Replace(text, match => match.Value.ReplaceLineEndings(" "));

    [GeneratedRegex(@"\[Obsolete: [^\]]*\]")]
    private static partial Regex Obsolete();
}
