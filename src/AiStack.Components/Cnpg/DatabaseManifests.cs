using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Components.Cnpg;

/// <summary>Databases in a cluster: the first one comes with the server, the others and their owners are objects of their own.</summary>
/// <remarks>
/// CloudNativePG makes the first owner's password itself, in <c>&lt;cluster&gt;-app</c>; where secrets come from a store, that Secret does, too, so that
/// those who link to the database from other namespaces get the same one from there.
/// </remarks>
internal static class DatabaseManifests
{
    /// <summary>How the server begins; notes the Secret of the first owner.</summary>
    /// <returns><see langword="null"/>: no database was asked for, so that CloudNativePG begins as it likes.</returns>
    public static JsonObject? FirstDatabase(ManifestContext context, Component cnpg)
    {
        if (cnpg.Children is not [var first, ..])
        {
            return null;
        }

        var initial = new JsonObject { ["database"] = CnpgDatabases.NameOf(first), ["owner"] = CnpgDatabases.OwnerOf(first) };
        var secret = CnpgFacts.FirstOwnerSecretOf(cnpg.Name);
        if (context.Stack.Spec.Secrets.Mode == SecretsMode.External)
        {
            UseOwnerSecret(context, cnpg, first);
            initial["secret"] = new JsonObject { ["name"] = secret };
        }
        else
        {
            context.Secrets.IsMade(context.Stack.NamespaceOf(cnpg), secret, CnpgFacts.Title, CnpgFacts.MadeKeys);
        }

        return new() { ["initdb"] = initial };
    }

    /// <summary>Adds the databases after the first, and the roles that own them.</summary>
    public static void Publish(ManifestContext context, Component cnpg)
    {
        var owners = cnpg.Children.Take(1).Select(CnpgDatabases.OwnerOf).ToHashSet(StringComparer.Ordinal);
        foreach (var database in cnpg.Children.Skip(1))
        {
            if (owners.Add(CnpgDatabases.OwnerOf(database)))
            {
                UseOwnerSecret(context, cnpg, database);
                context.Add(database, null, Role(context, cnpg, database));
            }

            context.Add(database, null, Database(context, cnpg, database));
        }
    }

    private static string NameOf(Component cnpg, Component database) => $"{cnpg.Name}-{database.Name}";

    private static KubernetesObject Role(ManifestContext context, Component cnpg, Component database) => new(CnpgFacts.ApiVersion, "DatabaseRole", NameOf(cnpg, database), context.Stack.NamespaceOf(cnpg))
    {
        Spec = new()
        {
            ["cluster"] = new JsonObject { ["name"] = cnpg.Name },
            ["name"] = CnpgDatabases.OwnerOf(database),
            ["login"] = true,
            ["passwordSecret"] = new JsonObject { ["name"] = CnpgDatabases.PasswordOf(cnpg, database).Name },
            ["databaseRoleReclaimPolicy"] = "retain",
        },
    };

    private static KubernetesObject Database(ManifestContext context, Component cnpg, Component database) => new(CnpgFacts.ApiVersion, "Database", NameOf(cnpg, database), context.Stack.NamespaceOf(cnpg))
    {
        Spec = new()
        {
            ["cluster"] = new JsonObject { ["name"] = cnpg.Name },
            ["name"] = CnpgDatabases.NameOf(database),
            ["owner"] = CnpgDatabases.OwnerOf(database),
            ["databaseReclaimPolicy"] = "retain",
        },
    };

    private static void UseOwnerSecret(ManifestContext context, Component cnpg, Component database)
    {
        var password = CnpgDatabases.PasswordOf(cnpg, database);
        var space = context.Stack.NamespaceOf(cnpg);
        context.Secrets.Use(space, password.Name, new SecretEntry(CnpgFacts.UserKey, CnpgDatabases.OwnerOf(database)), cnpg.Name, CnpgFacts.SecretType);
        context.Secrets.Use(space, password.Name, new SecretEntry(password.Key, password), cnpg.Name, CnpgFacts.SecretType);
    }
}
