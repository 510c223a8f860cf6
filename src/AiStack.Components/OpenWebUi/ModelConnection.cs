using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.OpenWebUi;

/// <summary>An entry of Open WebUI's list of OpenAI APIs.</summary>
/// <param name="BaseUrl">Its address.</param>
/// <param name="Key">Key to present. <see langword="null"/>: none is asked for.</param>
/// <param name="Models">The models of it to offer for chats. Empty: whatever it lists.</param>
internal sealed record ModelConnection(ValueExpression BaseUrl, SecretReference? Key, IReadOnlyList<string> Models)
{
    /// <summary>Whether two addresses with their keys are the same API, wherever the stack runs.</summary>
    public static bool AreSame(ValueExpression url, SecretReference? key, ValueExpression otherUrl, SecretReference? otherKey) =>
        key == otherKey && url.Parts.SequenceEqual(otherUrl.Parts);
}
