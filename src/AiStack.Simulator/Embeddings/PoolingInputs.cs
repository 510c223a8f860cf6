using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Embeddings;

/// <summary>Makes the texts of a request fit the model: cut as the request wants, refused when still too long.</summary>
internal sealed class PoolingInputs
{
    private const string Parameter = "truncate_prompt_tokens";

    private readonly SimulatedModel _model;
    private readonly int? _most;

    private PoolingInputs(SimulatedModel model, int? most)
    {
        _model = model;
        _most = most;
    }

    /// <summary>Reads <c>truncate_prompt_tokens</c>: how many tokens of a text are kept, -1 for the model's length.</summary>
    /// <exception cref="RequestProblem">It is more than the model's length, or below -1.</exception>
    public static PoolingInputs Read(Fields body, SimulatedModel model)
    {
        var most = body.GetInt(Parameter);
        var longest = model.Options.MaxModelLength;
        if (most < -1)
        {
            throw body.Need(Parameter).Problem("greater_than_equal", "Input should be greater than or equal to -1");
        }

        return most > longest
            ? throw RequestProblem.Invalid(
                $"truncate_prompt_tokens={most} cannot be greater than max_model_len - max_output_tokens = {longest}. Please request a smaller truncation size.", Parameter, most)
            : new PoolingInputs(model, most == -1 ? longest : most);
    }

    /// <summary>The input as the model reads it: of one that is too long, the end.</summary>
    /// <exception cref="RequestProblem">It is longer than the model's length, or nothing of it is left.</exception>
    public PromptInput Fit(PromptInput input)
    {
        if (_most is { } most && input.Ids.Count > most)
        {
            List<int> kept = input.Ids[^most..];
            input = new PromptInput(_model.Vocabulary.Decode(kept), kept).NotEmpty(Parameter);
        }

        ContextLength.Check(input.Ids.Count, 0, _model.Options.MaxModelLength, needsRoom: false);
        return input;
    }
}
