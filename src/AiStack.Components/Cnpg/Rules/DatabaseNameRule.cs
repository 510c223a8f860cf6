using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Cnpg.Rules;

/// <summary>Databases and owners have names of their own: neither PostgreSQL's nor each other's.</summary>
internal sealed class DatabaseNameRule : IRule
{
    private static readonly HashSet<string> s_databases = ["postgres", "template0", "template1"];

    // Sources: PostgreSQL, «CREATE ROLE» and «Predefined Roles»; CloudNativePG, declarative_role_management.md.
    private static readonly HashSet<string> s_roles = ["postgres", "public", "none", "streaming_replica"];

    public IEnumerable<Problem> Check(Stack stack) => stack.Of<CnpgSpec>().SelectMany(found => Check(found.Component));

    private static IEnumerable<Problem> Check(Component cluster)
    {
        var seen = new Dictionary<string, Component>(StringComparer.Ordinal);
        foreach (var database in cluster.Children)
        {
            var (name, owner) = (CnpgDatabases.NameOf(database), CnpgDatabases.OwnerOf(database));
            if (s_databases.Contains(name))
            {
                yield return CnpgProblems.ReservedName.At(database.Source.Of("name"), $"{database} cannot be called '{name}' in PostgreSQL, which has a database of that name.", "Set 'name' to another one.");
            }

            if (s_roles.Contains(owner) || owner.StartsWith("pg_", StringComparison.Ordinal) || owner.StartsWith("cnpg_", StringComparison.Ordinal))
            {
                yield return CnpgProblems.ReservedName.At(database.Source.Of("owner"), $"The role '{owner}' cannot own {database}: PostgreSQL or CloudNativePG keeps that name for itself.", "Set 'owner' to another one.");
            }

            if (!seen.TryAdd(name, database))
            {
                yield return CnpgProblems.DoubledDatabase.At(database.Source.Of("name"), $"{database} and {seen[name]} are both called '{name}' in PostgreSQL.",
                    $"Set 'name' of one of them to another one, or remove one and link to '{seen[name].Reference}' from both sides.");
            }
        }
    }
}
