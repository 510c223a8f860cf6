using AiStack.Gateway.AiGateway.Configuration;

namespace AiStack.Gateway.AiGateway.Limits;

/// <summary>What the two plugins that count have in common in their configurations.</summary>
internal static class CounterPolicy
{
    /// <summary>Refuses counters that are kept elsewhere.</summary>
    /// <exception cref="ConfigurationException">They are.</exception>
    public static void Check(JsonSpot config)
    {
        if (config.Find("policy") is { } policy && policy.Text() != "local")
        {
            throw new ConfigurationException($"{policy.Path}: this gateway keeps its counters in its own memory ('local'); it is one process.");
        }
    }

    /// <summary>The answer past the limit: 503 unless the configuration says otherwise.</summary>
    public static Refusal Refusal(JsonSpot config)
    {
        var status = config.Find("rejected_code")?.Integer(200, 599) ?? StatusCodes.Status503ServiceUnavailable;
        return config.Find("rejected_msg") is { } message ? AiGateway.Refusal.Of(status, message.Text(), "error_msg") : AiGateway.Refusal.Empty(status);
    }
}
