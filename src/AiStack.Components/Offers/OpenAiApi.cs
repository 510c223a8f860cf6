using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Offers;

/// <summary>An OpenAI-compatible API that a component offers to those that link to it.</summary>
/// <param name="BaseUrl">Its address with <c>/v1</c> at the end.</param>
/// <param name="Key">Key that callers present. <see langword="null"/>: none is asked for.</param>
/// <param name="Models">The models it serves, in the order of the stack. Empty: whatever the provider has.</param>
public sealed record OpenAiApi(ValueExpression BaseUrl, SecretReference? Key, IReadOnlyList<OfferedModel> Models) : ICallerSpecific<OpenAiApi>
{
    /// <summary>Scheme, host and port of its address.</summary>
    public EndpointPart Server => BaseUrl.Parts.OfType<EndpointPart>().First();

    /// <summary>Keys of single callers, by the names of their components.</summary>
    /// <value>Default: everyone presents <see cref="Key"/>.</value>
    public IReadOnlyDictionary<string, SecretReference?> CallerKeys { get; init; } = new Dictionary<string, SecretReference?>();

    /// <inheritdoc/>
    public OpenAiApi For(Component caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return CallerKeys.TryGetValue(caller.Name, out var key) ? this with { Key = key } : this;
    }
}
