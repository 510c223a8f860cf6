using System.Diagnostics;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>An answer on its way to the caller: notices when it begins and the tokens that it says it has.</summary>
internal sealed class AnswerStream(Stream answer, CancellationToken clientGone) : PassingStream(answer, clientGone)
{
    private readonly UsageScanner _scanner = new();

    /// <summary>When the first byte came; 0: none yet.</summary>
    public long Began { get; private set; }

    /// <summary>The tokens told so far.</summary>
    public TokenUsage? Usage => _scanner.Usage;

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<byte> piece)
    {
        if (Began == 0)
        {
            Began = Stopwatch.GetTimestamp();
        }

        _scanner.Feed(piece);
    }
}
