using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Offers;

/// <summary>A PostgreSQL database.</summary>
/// <param name="Host">Host of the server that takes writes.</param>
/// <param name="Port">Its port.</param>
/// <param name="Name">The database's name.</param>
/// <param name="Owner">Role that owns it.</param>
/// <param name="Password">The role's password; it has no characters that a URL would need escaped.</param>
public sealed record PostgresDatabase(ValueExpression Host, ValueExpression Port, string Name, string Owner, SecretReference Password)
{
    /// <summary>The connection as a URL: <c>postgresql://owner:password@host:port/name</c>.</summary>
    public ValueExpression Url => ValueExpression.Of($"postgresql://{Uri.EscapeDataString(Owner)}:", Password, "@", Host, ":", Port, $"/{Uri.EscapeDataString(Name)}");
}
