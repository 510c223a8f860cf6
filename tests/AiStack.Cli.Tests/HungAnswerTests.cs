namespace AiStack.Cli.Tests;

/// <summary>An answer that does not come while policies are tested.</summary>
public sealed class HungAnswerTests : IDisposable
{
    private readonly MarkedAistack _aistack = new();

    [Fact]
    public async Task Answer_ThatDoesNotCome_FailsItsCaseAndEndsTheRun()
    {
        // Ten minutes of answer for the second case; the few tokens by which a router sees that its engine is well come at once.
        _aistack.WriteStack(PolicyStacks.Simple + """
            policies:
              - { name: no key, gateway: apisix/ai, prompt: Hello, expect: { status: 401 } }
              - { name: endless, gateway: apisix/ai, key: { secret: team-key }, request: { messages: [{ role: user, content: Hello }], max_tokens: 30000, ignore_eos: true }, expect: { status: 200 } }
              - { name: guarded, gateway: apisix/ai, key: { secret: team-key }, prompt: My Password is 1234., expect: { status: 400 } }

            """);

        var answer = await _aistack.RunAsync(("AiStack__Simulator__InterTokenLatency", "20ms"));

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches("\n  no key .* 401 .* passed\n  endless .* – .* failed\n  guarded .* – .* not run\n", answer.Output);
        Assert.EndsWith("\n\nstack.yaml:18:5: endless\n  No answer within 30 s, so everything was ended.\n\n1 of 3 cases failed, 1 not run.\n", answer.Output, StringComparison.Ordinal);
        Assert.Empty(_aistack.Processes.Running());
    }

    public void Dispose() => _aistack.Dispose();
}
