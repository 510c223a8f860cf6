using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Aspire.Hosting;

namespace Aspire.Embedded.Tests.Signatures;

/// <summary>Aspire.Embedded is as small as our use of it: what nothing else in this repository uses is not public.</summary>
public sealed partial class UnusedMemberTests
{
    private static readonly Assembly s_embedded = typeof(DistributedApplicationException).Assembly;

    [Fact]
    public void PublicMembers_OfAspireEmbedded_AreUsedElsewhereOrRequired()
    {
        var uses = OtherAssemblies().Select(path => AssemblyUse.Read(path, s_embedded.GetName().Name!)).ToList();
        using var file = File.OpenRead(s_embedded.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var members = uses.SelectMany(u => u.Members).ToHashSet();

        var unused = s_embedded.GetExportedTypes()
            .Where(type => !type.IsEnum && !type.IsDefined(typeof(InterpolatedStringHandlerAttribute)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => SignatureFormatter.Members(type)
                .Where(m => !IsUsed(m.Member) && !IsRequired(type, m.Member))
                .Select(m => $"{SignatureFormatter.Head(type)}: {m.Line}"))
            .ToList();

        Assert.True(unused.Count == 0, $"{unused.Count} public members that nothing uses; make them internal or remove them:\n" + string.Join('\n', unused));

        bool IsUsed(MemberInfo member) => member switch
        {
            PropertyInfo p => p.GetAccessors(nonPublic: true).Any(IsUsed),
            EventInfo e => IsUsed(e.AddMethod!) || IsUsed(e.RemoveMethod!),
            // A constant is written into its users, who show no trace of it.
            FieldInfo { IsLiteral: true } => true,
            _ => members.Contains(AssemblyUse.Key(reader, (EntityHandle)MetadataTokens.Handle(member.MetadataToken))),
        };

        static bool IsRequired(Type type, MemberInfo member) => member switch
        {
            // The compiler wants required members to be as visible as their type.
            PropertyInfo p => p.IsDefined(typeof(RequiredMemberAttribute)) || p.GetAccessors(nonPublic: true).Any(a => IsRequired(type, a)) || IsPositional(type, p),
            // A contract is whole: who implements it must have all of it.
            MethodInfo m => m.IsAbstract || type.IsInterface || m.GetBaseDefinition() != m || ImplementsInterface(type, m),
            // That a type can be made belongs to the type, and the other test looks at types.
            ConstructorInfo => true,
            _ => false,
        };

        // Everything in a positional record's head comes with its constructor.
        static bool IsPositional(Type type, PropertyInfo property) =>
            type.GetConstructors().Any(c => c.GetParameters().Any(p => p.Name == property.Name && p.ParameterType == property.PropertyType));
    }

    [Fact]
    public void PublicTypes_OfAspireEmbedded_AreNamedElsewhereOrInAUsedSignature()
    {
        var named = OtherAssemblies().SelectMany(path => AssemblyUse.Read(path, s_embedded.GetName().Name!).Types).ToHashSet();

        var unused = s_embedded.GetExportedTypes()
            .Where(type => !named.Contains(type.FullName!) && !IsAllConstants(type) && !s_embedded.GetExportedTypes().Where(t => t != type).Any(t => Mentions(t, type)))
            .Select(SignatureFormatter.Head)
            .ToList();

        Assert.True(unused.Count == 0, $"{unused.Count} public types that nothing uses:\n" + string.Join('\n', unused));
    }

    // Every other project that `dotnet test` builds, in this configuration. The benchmarks are none of them, and have nothing to do with Aspire.
    private static List<string> OtherAssemblies()
    {
        // .../tests/Aspire.Embedded.Tests/bin/Debug/net10.0/ -> obj/Debug/net10.0, where a project's own assembly lies alone.
        var project = Path.Combine(RepositoryDirectory.Path, "tests", "Aspire.Embedded.Tests");
        var built = Path.GetRelativePath(project, AppContext.BaseDirectory);
        var intermediate = Path.Combine("obj", Path.GetRelativePath("bin", built));
        var projects = ProjectPath().Matches(File.ReadAllText(Path.Combine(RepositoryDirectory.Path, "AiStack.sln")))
            .Select(match => Path.Combine(RepositoryDirectory.Path, match.Groups[1].Value.Replace('\\', '/')))
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != s_embedded.GetName().Name && name != "AiStack.Bench")
            .ToLookup(path => Directory.Exists(Path.Combine(Path.GetDirectoryName(path)!, intermediate)) &&
                Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(path)!, intermediate), "*.dll").Any());
        if (projects[false].Any())
        {
            Requirement.IsMissing($"Not all of the solution is built, so it cannot be said what is unused: {string.Join(", ", projects[false].Select(Path.GetFileNameWithoutExtension))}.");
        }

        return [.. projects[true].SelectMany(path => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(path)!, intermediate), "*.dll"))];
    }

    // Constants are written into their users, who show no trace of them.
    private static bool IsAllConstants(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).All(m => m is FieldInfo { IsLiteral: true });

    private static bool ImplementsInterface(Type type, MethodInfo method) =>
        !type.IsInterface && type.GetInterfaces().Any(i => type.GetInterfaceMap(i).TargetMethods.Any(target =>
            target.Module == method.Module && target.MetadataToken == method.MetadataToken));

    private static bool Mentions(Type type, Type mentioned) =>
        Parts(type.BaseType).Concat(type.GetInterfaces().SelectMany(Parts))
            .Concat(type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(Signature).SelectMany(Parts))
            .Contains(mentioned);

    private static IEnumerable<Type?> Signature(MemberInfo member) => member switch
    {
        MethodInfo m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Concat(m.GetGenericArguments().SelectMany(g => g.GetGenericParameterConstraints())),
        ConstructorInfo c => c.GetParameters().Select(p => p.ParameterType),
        PropertyInfo p => [p.PropertyType],
        FieldInfo f => [f.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    // Project("{...}") = "AiStack.Hosting", "src\AiStack.Hosting\AiStack.Hosting.csproj", "{...}"
    [GeneratedRegex(""", "([^"]+\.csproj)",""")]
    private static partial Regex ProjectPath();
}
