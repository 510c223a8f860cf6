using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Kubernetes.Secrets;

/// <summary>Collects which Secrets the objects of a publication refer to.</summary>
public sealed class SecretBook
{
    private readonly OrderedDictionary<(string Namespace, string Name), RequiredSecret> _secrets = [];

    /// <summary>Notes that somebody reads a key of a Secret.</summary>
    /// <param name="secretNamespace">Namespace of the reader.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="user">The reader, for people: <c>langflow</c>.</param>
    public void Use(string secretNamespace, SecretReference secret, string user)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Use(secretNamespace, secret.Name, new(secret.Key, secret), user);
    }

    /// <summary>Notes that somebody reads a key of a Secret whose value is made of other secrets.</summary>
    /// <param name="secretNamespace">Namespace of the reader.</param>
    /// <param name="name">Name of the Secret.</param>
    /// <param name="entry">The key, and what it holds.</param>
    /// <param name="user">The reader, for people.</param>
    /// <param name="type">Type of the Secret.</param>
    public void Use(string secretNamespace, string name, SecretEntry entry, string user, string type = "Opaque")
    {
        ArgumentNullException.ThrowIfNull(entry);

        var known = Of(secretNamespace, name);
        _secrets[(secretNamespace, name)] = known with
        {
            Type = type == "Opaque" ? known.Type : type,
            Entries = known.Entries.Any(other => other.Key == entry.Key) ? known.Entries : [.. known.Entries, entry],
            Users = known.Users.Contains(user) ? known.Users : [.. known.Users, user],
        };
    }

    /// <summary>Notes that a Secret is made in the cluster.</summary>
    /// <param name="secretNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="maker">Who makes it: <c>CloudNativePG</c>.</param>
    /// <param name="keys">What it will hold.</param>
    public void IsMade(string secretNamespace, string name, string maker, params IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            Use(secretNamespace, name, new(key, new ValueExpression()), maker);
        }

        var known = Of(secretNamespace, name);
        _secrets[(secretNamespace, name)] = known with { MadeBy = maker, Users = [.. known.Users.Where(user => user != maker)] };
    }

    /// <summary>All of them by namespace and name; one that is made in another namespace only is a copy of that.</summary>
    public IReadOnlyList<RequiredSecret> All()
    {
        var made = _secrets.Values.Where(secret => secret.MadeBy is not null).GroupBy(secret => secret.Name).ToDictionary(group => group.Key, group => group.First().Namespace);
        return
        [
            .. _secrets.Values
                .Select(secret => secret.MadeBy is null && made.TryGetValue(secret.Name, out var origin) && origin != secret.Namespace ? secret with { CopyOf = origin } : secret)
                .OrderBy(secret => secret.Namespace, StringComparer.Ordinal).ThenBy(secret => secret.Name, StringComparer.Ordinal),
        ];
    }

    private RequiredSecret Of(string secretNamespace, string name) => _secrets.GetValueOrDefault((secretNamespace, name)) ?? new(secretNamespace, name);
}
