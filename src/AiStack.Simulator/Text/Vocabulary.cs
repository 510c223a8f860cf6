using AiStack.Simulator.Protocol;
using Microsoft.ML.Tokenizers;

namespace AiStack.Simulator.Text;

/// <summary>Text to tokens and back, with the cl100k_base vocabulary.</summary>
/// <remarks>
/// Every simulated model shares it: token counts are then plausible for any of them and need no download. Measured with
/// ReadyToRun: 80 ms to load and 32 MB resident; o200k_base takes twice of both.
/// </remarks>
internal sealed class Vocabulary
{
    /// <summary>Token that ends an answer.</summary>
    public const int EndOfText = 100257;

    /// <summary>Token that begins a chat message.</summary>
    public const int MessageStart = 100264;

    /// <summary>Token that ends a chat message.</summary>
    public const int MessageEnd = 100265;

    /// <summary>Token numbers are below this.</summary>
    public const int Size = 100277;

    private readonly TiktokenTokenizer _tokenizer;

    private Vocabulary(TiktokenTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>Loads the vocabulary that is part of the program.</summary>
    public static Vocabulary Load() => new(TiktokenTokenizer.CreateForEncoding("cl100k_base", new Dictionary<string, int>
    {
        ["<|im_start|>"] = MessageStart,
        ["<|im_end|>"] = MessageEnd,
    }));

    /// <summary>Number of tokens in a text.</summary>
    public int Count(string text) => _tokenizer.CountTokens(text);

    /// <summary>Token numbers of a text.</summary>
    public IReadOnlyList<int> Encode(string text) => _tokenizer.EncodeToIds(text);

    /// <summary>Token numbers of a text, each with the place in the text where it ends.</summary>
    /// <remarks>A token that ends inside a character (an emoji takes several) ends, for us, before that character.</remarks>
    public TokenizedText Tokenize(string text)
    {
        var tokens = _tokenizer.EncodeToTokens(text, out _);
        var ids = new int[tokens.Count];
        var ends = new int[tokens.Count];
        var end = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = tokens[i].Id;
            // Where the next token begins is where this one is complete: parts of one character share their place.
            var next = i + 1 < ids.Length ? tokens[i + 1].Offset.Start.Value : text.Length;
            end = Math.Clamp(next, end, text.Length);
            ends[i] = end;
        }

        return new TokenizedText(text, ids, ends);
    }

    /// <summary>The text of some tokens; bytes that form no character become U+FFFD.</summary>
    /// <exception cref="RequestProblem">A number is no token.</exception>
    public string Decode(IReadOnlyCollection<int> ids)
    {
        foreach (var id in ids)
        {
            if (id is < 0 or >= Size || (id > EndOfText && id is not (MessageStart or MessageEnd) && _tokenizer.Decode([id]) is null or ""))
            {
                throw RequestProblem.BadRequest($"Token id {id} is out of vocabulary");
            }
        }

        return _tokenizer.Decode(ids) ?? "";
    }
}
