using System.Collections.Concurrent;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The table, over the program with the file that a stack is translated to.</summary>
public sealed class PolicyTableTests(PolicyTableTests.Fixture gateway) : IClassFixture<PolicyTableTests.Fixture>
{
    public static TheoryData<string> Names => [.. PolicyTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_OfTheTable_HasItsOutcome(string row)
    {
        var (call, outcome) = PolicyTable.Rows[row];

        var (answer, received) = await gateway.SendAsync(call);

        outcome.Check(answer, received);
    }

    /// <summary>One gateway for all rows: each says everything that it depends on.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly ConcurrentQueue<ReceivedRequest> _lists = new();
        private FakeBackend? _backend;
        private RunningGateway? _gateway;

        public async ValueTask InitializeAsync()
        {
            _backend = await ScriptedBackend.StartWithListAsync(_lists);
            _gateway = await RunningGateway.StartAsync(GatewayStack.Of(PolicyTable.Stack, _backend.Port), "--log-level", "warning");
        }

        public async ValueTask DisposeAsync()
        {
            await (_gateway?.DisposeAsync() ?? default);
            await (_backend?.DisposeAsync() ?? default);
        }

        internal async Task<(CallAnswer Answer, IReadOnlyList<ReceivedRequest> Received)> SendAsync(Call call)
        {
            _backend!.Received.Clear();
            _lists.Clear();
            var answer = await call.SendAsync(_gateway!);
            return (answer, [.. _backend.Received, .. _lists]);
        }
    }
}
