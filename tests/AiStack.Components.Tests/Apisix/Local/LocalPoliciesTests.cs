using AiStack.Components.Apisix;
using AiStack.Components.Tests.Apisix.Standalone;

namespace AiStack.Components.Tests.Apisix.Local;

/// <summary>What policies cannot do on one machine.</summary>
public sealed class LocalPoliciesTests
{
    [Theory]
    [InlineData("", false, null)]
    [InlineData("ip_whitelist: [10.0.0.0/8]", false, "Every caller on this machine has 127.0.0.1, so ip_whitelist refuses all of them.")]
    [InlineData("ip_whitelist: [10.0.0.0/8]", true, "ip_whitelist refuses all of them unless it has that address.")]
    [InlineData("ip_whitelist: [10.0.0.0/8, 127.0.0.0/8]", false, null)]
    [InlineData("rate_limiting: true", true, "rate_limiting counts all of them together.")]
    [InlineData("api_key: { secret: k }, rate_limiting: { key: consumer }", false, "Limits are counted in the gateway's memory here")]
    [InlineData("api_key: { secret: k }, rate_limiting: { key: consumer }", true, null)]
    public void Policy_OnThisMachine_IsToldOf(string gateway, bool isContainer, string? told)
    {
        var stack = StandaloneStack.Of(gateway, "from: apisix/ai, to: vllm/chat", "from: apisix, to: redis");

        var lines = LocalPolicies.Of(stack.Stack, stack.Stack.Find("apisix/ai")!, isContainer).ToList();

        if (told is null)
        {
            Assert.Empty(lines);
        }
        else
        {
            Assert.Contains(told, Assert.Single(lines), StringComparison.Ordinal);
        }
    }
}
