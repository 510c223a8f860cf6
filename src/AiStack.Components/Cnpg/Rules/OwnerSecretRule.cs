using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Cnpg.Rules;

/// <summary>The Secret of a further owner is not one that CloudNativePG makes.</summary>
internal sealed class OwnerSecretRule : IRule
{
    private static readonly HashSet<string> s_taken = ["app", "ca", "server", "replication", "superuser"];

    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<CnpgSpec>()
        from database in found.Component.Children.Skip(1)
        let secret = CnpgDatabases.PasswordOf(found.Component, database).Name
        where s_taken.Contains(database.Name) && secret == $"{found.Component.Name}-{database.Name}"
        select CnpgProblems.TakenSecret.At(database.Source.Of(), $"The owner of {database} would have its password in the Secret '{secret}', which CloudNativePG makes itself.",
            $"Rename the database here and keep its name in PostgreSQL: 'db-{database.Name}: {{ name: {CnpgDatabases.NameOf(database)} }}'.");
}
