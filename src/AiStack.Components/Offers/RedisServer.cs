using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Offers;

/// <summary>A Redis server.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port.</param>
/// <param name="Password">Its password, without characters that a URL would need escaped. <see langword="null"/>: it asks for none.</param>
public sealed record RedisServer(ValueExpression Host, ValueExpression Port, SecretReference? Password)
{
    /// <summary>The connection as a URL: <c>redis://:password@host:port/database</c>.</summary>
    /// <param name="database">Number of the database, 0 to 15.</param>
    public ValueExpression Url(int database) => Password is null
        ? ValueExpression.Of("redis://", Host, ":", Port, $"/{database}")
        : ValueExpression.Of("redis://:", Password, "@", Host, ":", Port, $"/{database}");
}
