using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Cnpg;

/// <summary>What the databases of a PostgreSQL cluster are called, and where the passwords of their owners are.</summary>
internal static class CnpgDatabases
{
    public static string NameOf(Component database) => ((CnpgDatabaseSpec)database.Spec).Name ?? database.Name;

    public static string OwnerOf(Component database) => ((CnpgDatabaseSpec)database.Spec).Owner ?? database.Name;

    /// <summary>Secret with the superuser's password: the one that CloudNativePG would make.</summary>
    public static SecretReference SuperuserPassword(string cluster) => new($"{cluster}-superuser", CnpgFacts.PasswordKey);

    /// <summary>Secret with the password of a database's owner.</summary>
    /// <remarks>CloudNativePG makes <c>&lt;cluster&gt;-app</c> for the owner of the database that the cluster starts with; databases of one owner share its password.</remarks>
    public static SecretReference PasswordOf(Component cluster, Component database)
    {
        var first = cluster.Children.First(candidate => OwnerOf(candidate) == OwnerOf(database));
        return new(first == cluster.Children[0] ? CnpgFacts.FirstOwnerSecretOf(cluster.Name) : $"{cluster.Name}-{first.Name}", CnpgFacts.PasswordKey);
    }

    /// <summary>How those who link to a database reach it.</summary>
    public static PostgresDatabase Offer(Component cluster, Component database) => new(
        new EndpointPart(cluster.Name, CnpgModule.EndpointName, EndpointProperty.Host),
        new EndpointPart(cluster.Name, CnpgModule.EndpointName, EndpointProperty.Port),
        NameOf(database),
        OwnerOf(database),
        PasswordOf(cluster, database));
}
