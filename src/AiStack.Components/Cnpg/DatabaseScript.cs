using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Cnpg;

/// <summary>The script with which the image makes the databases at its first start, where nobody comes later to make them.</summary>
internal static class DatabaseScript
{
    private const string FileName = "databases.sql";

    /// <summary>Variables with the owners' passwords.</summary>
    public static IEnumerable<EnvironmentVariable> Passwords(Stack stack, Component cluster) =>
        Owners(cluster).Select(owner => new EnvironmentVariable(VariableOf(owner.Name), CnpgDatabases.PasswordOf(cluster, owner.First)));

    /// <summary>The script, if there is a database to make. It reads the passwords from the variables, and puts them into quotes itself.</summary>
    public static IEnumerable<ConfigurationFile> For(Stack stack, Component cluster)
    {
        List<string> lines = [];
        foreach (var (owner, _) in Owners(cluster))
        {
            lines.Add($"\\getenv password {VariableOf(owner)}");
            lines.Add($"CREATE ROLE {Quote(owner)} LOGIN PASSWORD :'password';");
        }

        lines.AddRange(cluster.Children.Select(database => $"CREATE DATABASE {Quote(CnpgDatabases.NameOf(database))} OWNER {Quote(CnpgDatabases.OwnerOf(database))};"));
        return lines.Count == 0 ? [] : [new($"{CnpgFacts.ScriptDirectory}/{FileName}", string.Join('\n', lines))];
    }

    private static IEnumerable<(string Name, Component First)> Owners(Component cluster) =>
        cluster.Children.GroupBy(CnpgDatabases.OwnerOf, StringComparer.Ordinal).Select(group => (group.Key, group.First()));

    private static string VariableOf(string owner) => $"PASSWORD_OF_{string.Concat(owner.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'))}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
