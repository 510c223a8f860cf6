using System.Reflection;
using Aspire.Hosting;

namespace Aspire.Embedded.Tests.Signatures;

public sealed class SignatureTests
{
    [Fact]
    public void PublicSurface_OfAspireEmbedded_EqualsAspiresSignatures()
    {
        var official = OfficialSignatures.Load();

        var differences = typeof(DistributedApplicationException).Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Differences(type, official))
            .ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n" + string.Join('\n', differences));
    }

    private static IEnumerable<string> Differences(Type type, OfficialSignatures official)
    {
        var head = SignatureFormatter.Head(type);
        if (official.Find(head) is not { } expected)
        {
            var similar = official.Similar($"{type.Namespace}.{TypeNames.Declared(type)}").Select(t => t.Head).FirstOrDefault();
            return [similar is null ? $"{head}: no official type has this name" : $"{head}: officially {similar}"];
        }

        var excused = SignatureExceptions.MissingInterfaces.Where(e => e.Type == $"{type.Namespace}.{TypeNames.Declared(type)}").Select(e => e.Interface).ToHashSet();
        var bases = SignatureFormatter.Bases(type);
        var attributes = SignatureFormatter.Attributes(type);
        var constraints = SignatureFormatter.Constraints(type.IsGenericTypeDefinition ? type.GetGenericArguments() : []);
        return
        [
            .. bases.Except(expected.Bases).Select(b => $"{head}: is a {b}, officially not"),
            .. expected.Bases.Except(bases).Where(b => !excused.Contains(b)).Select(b => $"{head}: officially also a {b}"),
            .. bases.Intersect(excused).Select(b => $"{head}: has {b} after all; remove the exception"),
            .. attributes == expected.Attributes ? Array.Empty<string>() : [$"{head}: has '{attributes}' above it, officially '{expected.Attributes}'"],
            .. constraints == expected.Constraints ? Array.Empty<string>() : [$"{head}: '{constraints}', officially '{expected.Constraints}'"],
            .. SignatureFormatter.Members(type).Where(m => !expected.Members.Contains(m.Line)).Select(m => Difference(head, m, expected)),
        ];
    }

    private static string Difference(string head, (MemberInfo Member, string Line) ours, OfficialType expected)
    {
        var name = ours.Member is ConstructorInfo ? $"{TypeNames.Declared(ours.Member.DeclaringType!)}(" : ours.Member.Name;
        var namesakes = expected.Members.Where(m => m.Split(' ', '(', '<').Contains(name) || m.Contains(name, StringComparison.Ordinal)).ToList();
        return $"{head}:\n    ours:     {ours.Line}\n" + (namesakes.Count == 0 ? "    officially there is none" : string.Join('\n', namesakes.Select(n => $"    official: {n}")));
    }
}
