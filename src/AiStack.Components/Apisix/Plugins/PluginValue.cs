using AiStack.Core.Values;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>A value of a plugin's configuration that is known only where the route runs.</summary>
/// <param name="Path">Where it stands: the keys from the outermost to its own.</param>
/// <param name="Value">The value.</param>
public sealed record PluginValue(IReadOnlyList<string> Path, ValueExpression Value)
{
    /// <summary>Whether it is written as a number.</summary>
    /// <value>Default: no, as text.</value>
    public bool IsNumber { get; init; }

    /// <summary>Whether it is a secret of the gateway itself, the same for every route, which its own environment can hold.</summary>
    /// <value>Default: no, the route brings it along.</value>
    public bool IsOfGateway { get; init; }

    /// <summary>Where it stands, as the ingress controller names it in a Secret: <c>auth.header.Authorization</c>.</summary>
    public string DottedPath => string.Join('.', Path);
}
