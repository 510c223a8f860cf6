using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Protocol;

/// <summary>Follows the one answer of a request while its tokens come into being, for streams whose events are not those of <see cref="TokenStream"/>.</summary>
internal static class AnswerFeed
{
    /// <summary>Sends each token as soon as it exists.</summary>
    /// <param name="generation">The request inside the engine.</param>
    /// <param name="events">Where the tokens go; flushed after each batch.</param>
    /// <param name="send">Adds the events of the token of that number.</param>
    /// <returns>True when the answer is complete, false when it was given up.</returns>
    public static async Task<bool> SendAsync(Generation generation, EventStream events, Action<int> send)
    {
        var sequence = generation.Sequences[0];
        var sent = 0;
        for (var ended = false; !ended;)
        {
            await generation.WaitAsync();
            // The state is read first: tokens that come after it are sent in the next round.
            ended = sequence.State is SequenceState.Finished or SequenceState.Aborted;
            for (var available = sequence.Available; sent < available; sent++)
            {
                send(sent);
            }

            await events.FlushAsync();
        }

        return sequence.State == SequenceState.Finished;
    }
}
