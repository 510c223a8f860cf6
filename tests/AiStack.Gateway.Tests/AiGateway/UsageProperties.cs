using System.Text;
using AiStack.Gateway.Requests;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>Tokens are found in an answer however it is cut into pieces.</summary>
public sealed class UsageProperties
{
    private static readonly Gen<string> s_number = Gen.OneOf(Gen.Choose(0, 100_000).Select(number => $"{number}"), Gen.Elements("-1", "null", "1.5", "\"7\"", "99999999999999999999", "1e3"));

    private static readonly Gen<string> s_entry =
        from name in Gen.Elements("prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens", "details", "\\u0070rompt_tokens")
        from number in s_number
        from value in Gen.Frequency((5, Gen.Constant(number)), (1, Gen.Constant($"{{\"cached_tokens\":{number},\"more\":[{number}]}}")))
        from space in Gen.Elements("", " ", "\n  ")
        select $"\"{name}\"{space}:{space}{value}";

    private static readonly Gen<string> s_usage =
        from count in Gen.Choose(0, 5)
        from entries in s_entry.ListOf(count)
        from space in Gen.Elements("", " ", "\r\n")
        select $"\"usage\"{space}:{space}{{{string.Join(",", entries)}}}";

    // Broken ones too, but no usage within a usage: nobody writes that.
    private static readonly Gen<string> s_piece = Gen.Frequency(
        (4, s_usage),
        (6, Gen.Elements("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n", "\"usage\":null", "\"usage\",", "\"usag", "\"", "\"\"", "\\\"usage\\\":{\\\"total_tokens\\\":5}", "{", "}", "[", ",", ":", "data: [DONE]\n\n", "\"usage\":{broken", "\"us\\u0061ge\":{\"total_tokens\":3}", "ä😀")));

    private static readonly Gen<(string Text, int[] Cuts)> s_answer =
        from count in Gen.Choose(1, 8)
        from pieces in s_piece.ListOf(count)
        let text = string.Concat(pieces)
        from cuts in Gen.ArrayOf(Gen.Choose(0, Encoding.UTF8.GetByteCount(text)))
        select (text, cuts);

    [Fact]
    public void Usage_InPiecesOfAnySize_IsThatOfTheWhole() =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 11UL).WithMaxTest(1500), Prop.ForAll(s_answer.ToArbitrary(), answer =>
        {
            var bytes = Encoding.UTF8.GetBytes(answer.Text);
            var whole = Scan([bytes]);

            Assert.Equal(whole, Scan(bytes.Chunk(1)));
            var cuts = answer.Cuts.Append(0).Append(bytes.Length).Distinct().Order().ToList();
            Assert.Equal(whole, Scan(cuts.Zip(cuts.Skip(1), (from, to) => bytes[from..to])));
        }));

    private static TokenUsage? Scan(IEnumerable<byte[]> pieces)
    {
        var scanner = new UsageScanner();
        foreach (var piece in pieces)
        {
            scanner.Feed(piece);
        }

        return scanner.Usage;
    }
}
