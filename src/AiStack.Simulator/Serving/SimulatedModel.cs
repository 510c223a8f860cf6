using System.Runtime.InteropServices;
using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Serving;

/// <summary>The model that is served: its names, its vocabulary, its engine.</summary>
internal sealed class SimulatedModel(ServerOptions options, Vocabulary vocabulary, Engine engine)
{
    private readonly ulong _seed = SplitMix.Fold((ulong)options.Seed, options.Model);
    private readonly PrefixCache? _prefixes = options.PrefixCaching ? new PrefixCache(options.BlockSize) : null;
    private long _requests;

    /// <summary>What the command line asked for.</summary>
    public ServerOptions Options => options;

    /// <summary>Text to tokens and back.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>Composes answers.</summary>
    public AnswerComposer Composer { get; } = new(vocabulary);

    /// <summary>The name a request is answered under.</summary>
    /// <exception cref="RequestProblem">No model of that name is served.</exception>
    public string Resolve(string? name) => string.IsNullOrEmpty(name)
        ? options.ServedNames[0]
        : options.ServedNames.Contains(name, StringComparer.Ordinal) ? name : throw RequestProblem.UnknownModel(name);

    /// <summary>The random sequence that belongs to a prompt.</summary>
    public SplitMix RandomFor(List<int> prompt, long requestSeed)
    {
        var hash = SplitMix.Fold(_seed, (ulong)requestSeed);
        foreach (var id in CollectionsMarshal.AsSpan(prompt))
        {
            hash = SplitMix.Fold(hash, (ulong)id);
        }

        return new SplitMix(hash);
    }

    /// <summary>Fails as often as <c>--fail-rate</c> says: exactly that share of the requests, evenly spread.</summary>
    /// <exception cref="RequestProblem">This request is one of them.</exception>
    public void FailSometimes()
    {
        if (options.FailRate > 0)
        {
            var request = Interlocked.Increment(ref _requests);
            if (Math.Floor(request * options.FailRate) > Math.Floor((request - 1) * options.FailRate))
            {
                throw new RequestProblem(500, "InternalServerError", "EngineCore encountered an issue: --fail-rate asked for it.");
            }
        }
    }

    /// <summary>Gives answers to the engine.</summary>
    /// <param name="http">The request; when its client goes away, its places become free.</param>
    /// <param name="prompts">The prompt of each answer.</param>
    /// <param name="answers">What will be said.</param>
    /// <param name="sampling">The request's parameters, for the metrics.</param>
    public GenerationRun Start(HttpContext http, IReadOnlyList<List<int>> prompts, IReadOnlyList<Answer> answers, SamplingRequest sampling)
    {
        var generation = new Generation { Sequences = new Sequence[answers.Count], N = sampling.N, MaxTokens = sampling.MaxTokens };
        for (var i = 0; i < answers.Count; i++)
        {
            generation.Sequences[i] = new Sequence(generation, prompts[i].Count, answers[i].Count, answers[i].Finish) { CachedTokens = _prefixes?.Look(prompts[i]) };
        }

        return new GenerationRun(engine, generation, http, options.ServedNames[0]);
    }

    /// <summary>Gives texts to the engine that it only reads.</summary>
    /// <param name="http">The request; when its client goes away, its places become free.</param>
    /// <param name="promptTokens">Tokens of each text.</param>
    public GenerationRun StartPooling(HttpContext http, IReadOnlyList<int> promptTokens)
    {
        var generation = new Generation { Sequences = new Sequence[promptTokens.Count] };
        for (var i = 0; i < promptTokens.Count; i++)
        {
            generation.Sequences[i] = new Sequence(generation, promptTokens[i], 0, FinishReason.Stop);
        }

        return new GenerationRun(engine, generation, http, options.ServedNames[0]);
    }
}
