using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Protocols;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>A provider, as ai-proxy knows it.</summary>
/// <param name="Name">Its name in a configuration.</param>
/// <param name="DefaultHost">Where it is; <see langword="null"/>: the configuration has to say.</param>
/// <param name="Protocols">What it understands; everything else but what nobody understands is refused.</param>
/// <param name="PassesOthers">Whether a request in no protocol is passed on as it is.</param>
/// <param name="RemovesModel">Whether the model is taken out of the body, since the path names it.</param>
/// <remarks>
/// Source: apache/apisix 3.18, <c>apisix/plugins/ai-providers/*.lua</c>. A model server that speaks Anthropic's messages itself, as vLLM does, gets them
/// as they are, where APISIX translates them to a chat and back.
/// </remarks>
internal sealed record AiProvider(string Name, string? DefaultHost, IReadOnlyList<AiProtocol> Protocols, bool PassesOthers = true, bool RemovesModel = false)
{
    private static readonly AiProvider[] s_all =
    [
        new("openai", "api.openai.com", [AiProtocol.Chat, AiProtocol.Responses, AiProtocol.Embeddings]),
        new("openai-compatible", null, [AiProtocol.Chat, AiProtocol.Responses, AiProtocol.Embeddings, AiProtocol.Messages]),
        new("azure-openai", null, [AiProtocol.Chat], PassesOthers: false, RemovesModel: true),
        new("anthropic", "api.anthropic.com", [AiProtocol.Chat, AiProtocol.Messages], PassesOthers: false),
    ];

    /// <summary>Whether a request is sent to it.</summary>
    public bool Speaks(AiProtocol protocol) => protocol == AiProtocol.PassThrough ? PassesOthers : Protocols.Contains(protocol);

    /// <summary>The provider of a name.</summary>
    /// <exception cref="ConfigurationException">None here has it.</exception>
    public static AiProvider Read(JsonSpot name)
    {
        var text = name.Text();
        return Array.Find(s_all, provider => provider.Name == text) ?? throw name.Wrong($"one of {string.Join(", ", s_all.Select(provider => provider.Name))}");
    }
}
