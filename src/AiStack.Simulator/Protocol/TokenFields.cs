using System.Globalization;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Protocol;

/// <summary>Checks the fields that name tokens by number. They change nothing about a simulated answer, but vLLM refuses wrong ones.</summary>
internal static class TokenFields
{
    /// <summary>Checks <c>logit_bias</c> and <c>stop_token_ids</c>.</summary>
    /// <exception cref="RequestProblem">One has another shape, or names a token that is none.</exception>
    public static void Check(Fields body)
    {
        foreach (var token in body.Get("stop_token_ids")?.Items() ?? [])
        {
            token.AsInt();
        }

        if (body.Get("logit_bias")?.AsObject() is not { } bias)
        {
            return;
        }

        foreach (var entry in bias.Element.EnumerateObject())
        {
            new Fields(entry.Value, $"{bias.Place}.{entry.Name}").AsNumber();
            if (!int.TryParse(entry.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var token))
            {
                throw RequestProblem.Invalid("Invalid key in `logit_bias`: every key must be a token id.", "logit_bias", entry.Name);
            }

            if (token is < 0 or >= Vocabulary.Size)
            {
                throw RequestProblem.Invalid(
                    $"token_id(s) [{token}] in logit_bias contain out-of-vocab token ids. Vocabulary size: {Vocabulary.Size}", "logit_bias", token);
            }
        }
    }
}
