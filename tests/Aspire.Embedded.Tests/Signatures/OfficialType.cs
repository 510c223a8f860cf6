namespace Aspire.Embedded.Tests.Signatures;

/// <summary>One official type.</summary>
/// <param name="Attributes">What stands above it, each followed by a space.</param>
/// <param name="Head">Kind and full name, without base types and constraints.</param>
/// <param name="Bases">Base class and interfaces.</param>
/// <param name="Constraints">Constraints of its type parameters.</param>
/// <param name="Members">Its members, one line each.</param>
internal sealed record OfficialType(string Attributes, string Head, IReadOnlyList<string> Bases, string Constraints, IReadOnlySet<string> Members)
{
    internal static OfficialType Parse(string attributes, string line, IEnumerable<string> members)
    {
        // sealed record Aspire.Hosting.ApplicationModel.UrlSnapshot : IEquatable<UrlSnapshot>
        // interface Aspire.Hosting.ApplicationModel.IResourceWithParent<out T> : IResourceWithParent where T : IResource
        var where = line.IndexOf(" where ", StringComparison.Ordinal);
        var declaration = where < 0 ? line : line[..where];
        var parts = declaration.Split(" : ", 2);
        return new(attributes, parts[0], parts.Length == 1 ? [] : Split(parts[1]), where < 0 ? "" : line[where..], members.ToHashSet());
    }

    // At the commas outside of angle brackets.
    private static List<string> Split(string types)
    {
        List<string> found = [""];
        var depth = 0;
        foreach (var c in types)
        {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0)
            {
                found.Add("");
            }
            else
            {
                found[^1] += c;
            }
        }

        return [.. found.Select(type => type.Trim())];
    }
}
