using System.Text.Json;
using AiStack.Simulator.Embeddings;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Scoring;

/// <summary>Texts that are compared: one with each of several, or each with its counterpart.</summary>
/// <param name="First">One text, or as many as <paramref name="Second"/> has.</param>
/// <param name="Second">What the first are compared with.</param>
internal sealed record TextPairs(IReadOnlyList<PromptInput> First, IReadOnlyList<PromptInput> Second)
{
    /// <summary>All texts, in the order in which the model reads them.</summary>
    public IEnumerable<PromptInput> All => First.Concat(Second);

    /// <summary>The pairs.</summary>
    public IEnumerable<(PromptInput First, PromptInput Second)> Pairs => Second.Select((text, i) => (First[First.Count == 1 ? 0 : i], text));

    /// <summary>Tokens of all pairs together; a text that is compared several times counts as often.</summary>
    public int Tokens => Pairs.Sum(pair => pair.First.Ids.Count + pair.Second.Ids.Count);

    /// <summary>Reads both sides of a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="first">Its field with one text or several.</param>
    /// <param name="second">Its field with what they are compared with.</param>
    /// <param name="model">The model that reads them.</param>
    /// <exception cref="RequestProblem">A text is none, or the numbers do not fit together.</exception>
    public static TextPairs Read(Fields body, string first, string second, SimulatedModel model)
    {
        var inputs = PoolingInputs.Read(body, model);
        var (left, right) = (ReadSide(body.Need(first)), ReadSide(body.Need(second)));
        if (left.Length > 1 && left.Length != right.Length)
        {
            throw RequestProblem.BadRequest("Input lengths must be either 1:1, 1:N or N:N");
        }

        return left.Length == 0 ? throw RequestProblem.BadRequest("At least one text element must be given", first)
            : right.Length == 0 ? throw RequestProblem.BadRequest("At least one text_pair element must be given", second)
            : new TextPairs(Tokenize(left), Tokenize(right));

        PromptInput[] Tokenize(string[] texts) => [.. texts.Select(text => inputs.Fit(PromptInput.FromText(text, model.Vocabulary)))];
    }

    private static string[] ReadSide(Fields side) => side.Element.ValueKind == JsonValueKind.Array
        ? [.. side.Items().Select(text => text.AsString())]
        : [side.AsString()];
}
