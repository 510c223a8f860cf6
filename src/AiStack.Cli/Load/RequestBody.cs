using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiStack.Cli.Load;

/// <summary>Bodies of requests: words at random, so that no two prompts share a beginning that a server could have cached.</summary>
/// <param name="plan">What is asked for.</param>
internal sealed class RequestBody(LoadPlan plan)
{
    // Each is one token of its own, with the space before it, in the vocabularies of GPT, Llama and Qwen.
    private static readonly byte[][] s_words =
    [
        .. """
            the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when
            who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most
            made after also did many off before must well back through years much where your way down should because long each just state those people too world very good make life still
            own see men work here get both between being under never day same another know while last might great old year come since go against came right used take three
            water house light money paper table music river green small large early night point group power story field young order voice white black heart
            """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => Encoding.ASCII.GetBytes($" {word}")),
    ];

    private readonly byte[] _before = Encoding.UTF8.GetBytes($"{{\"model\":{JsonSerializer.Serialize(plan.Model)},{plan.Endpoint switch
    {
        LoadEndpoint.Chat => "\"messages\":[{\"role\":\"user\",\"content\":\"",
        LoadEndpoint.Completions => "\"prompt\":\"",
        _ => "\"input\":\"",
    }}");

    private readonly string _after = plan.Endpoint == LoadEndpoint.Chat ? "\"}]" : "\"";

    /// <summary>The body of a request.</summary>
    /// <param name="number">Which one, from 0; a number has the same body in every run with the same seed.</param>
    public ReadOnlyMemory<byte> Of(long number)
    {
        var random = Randomness.For(plan.Seed, number);
        var prompt = plan.PromptTokens.Draw(ref random);
        var body = new ArrayBufferWriter<byte>(_before.Length + (prompt * 6) + 160);
        body.Write(_before);
        for (var word = 0; word < prompt; word++)
        {
            ReadOnlySpan<byte> text = s_words[random.Below(s_words.Length)];
            body.Write(word == 0 ? text[1..] : text);
        }

        body.Write(Encoding.ASCII.GetBytes(_after));
        if (plan.Endpoint != LoadEndpoint.Embeddings)
        {
            body.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $",\"max_tokens\":{plan.OutputTokens.Draw(ref random)}{(plan.IgnoresEnd ? ",\"ignore_eos\":true" : "")}{(plan.IsStreamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "")}")));
        }

        body.Write("}"u8);
        return body.WrittenMemory;
    }
}
