using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AiStack.Simulator.Protocol;
using Microsoft.ML.Tokenizers;

namespace AiStack.Simulator.Text;

/// <summary>Text to tokens and back, with the 32,768 commonest entries of the cl100k_base vocabulary.</summary>
/// <remarks>
/// Every simulated model shares it: token counts are then plausible for any of them and need no download. The entries are
/// ordered by rank, so the first ones are a vocabulary by themselves; they cost 7 MB of heap where all 100,256 cost 20 MB,
/// which alone would break the program's memory goal, and an English text has a tenth more tokens.
/// </remarks>
internal sealed partial class Vocabulary
{
    /// <summary>Token numbers are below this.</summary>
    public const int Size = Ranks + 3;

    /// <summary>Token that ends an answer.</summary>
    public const int EndOfText = Ranks;

    /// <summary>Token that begins a chat message.</summary>
    public const int MessageStart = Ranks + 1;

    /// <summary>Token that ends a chat message.</summary>
    public const int MessageEnd = Ranks + 2;

    private const int Ranks = 32768;

    private readonly TiktokenTokenizer _tokenizer;

    private Vocabulary(TiktokenTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>Loads the vocabulary that is part of the program.</summary>
    public static Vocabulary Load()
    {
        var special = new Dictionary<string, int> { ["<|endoftext|>"] = EndOfText, ["<|im_start|>"] = MessageStart, ["<|im_end|>"] = MessageEnd };
        return new Vocabulary(TiktokenTokenizer.Create(ReadRanks(), new RegexPreTokenizer(Words(), special), normalizer: null, special));
    }

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
            if (id is < 0 or >= Size)
            {
                throw RequestProblem.BadRequest($"Token id {id} is out of vocabulary");
            }
        }

        return _tokenizer.Decode(ids) ?? "";
    }

    // A word with the space before it, a number of at most three digits, punctuation, or white space. None is longer than 64
    // characters: the time to split a word grows with the square of its length, and a prompt may be a megabyte of one letter.
    [GeneratedRegex(@" ?\p{L}{1,64}|\p{N}{1,3}| ?[^\s\p{L}\p{N}]{1,64}|\s{1,64}(?!\S)|\s{1,64}", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // The package has the list as one deflated resource: "Capacity: 100257", then one base64 entry a line in rank order.
    private static MemoryStream ReadRanks()
    {
        var package = Assembly.Load("Microsoft.ML.Tokenizers.Data.Cl100kBase");
        using var packed = package.GetManifestResourceStream("cl100k_base.tiktoken.deflate")
            ?? throw new InvalidOperationException("The package Microsoft.ML.Tokenizers.Data.Cl100kBase no longer contains 'cl100k_base.tiktoken.deflate'.");
        using var lines = new StreamReader(new DeflateStream(packed, CompressionMode.Decompress));
        var ranks = new MemoryStream(512 * 1024);
        using (var kept = new StreamWriter(ranks, new UTF8Encoding(false), leaveOpen: true))
        {
            lines.ReadLine();
            kept.WriteLine($"Capacity: {Size}");
            for (var rank = 0; rank < Ranks; rank++)
            {
                kept.WriteLine(lines.ReadLine());
            }
        }

        ranks.Position = 0;
        return ranks;
    }
}
