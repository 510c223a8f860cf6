using AiStack.Core;

namespace AiStack.Components.Cnpg;

/// <summary>A database of a PostgreSQL cluster.</summary>
public sealed record CnpgDatabaseSpec : Spec
{
    /// <summary>Role that owns the database; it is made with it, and its password is what those who link to the database get.</summary>
    /// <value>At most 63 letters, digits, <c>_</c> and <c>-</c>. <see langword="null"/> (default): the sub-component's name. Databases may share an owner.</value>
    public string? Owner { get; init; }

    /// <summary>The database's name in PostgreSQL.</summary>
    /// <value>At most 63 letters, digits, <c>_</c> and <c>-</c>. <see langword="null"/> (default): the sub-component's name.</value>
    public string? Name { get; init; }
}
