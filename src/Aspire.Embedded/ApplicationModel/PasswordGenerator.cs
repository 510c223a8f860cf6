using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Random passwords that survive shells, URLs and connection strings, and that people can read aloud: no l, I, O, 0-like doubles.</summary>
internal static class PasswordGenerator
{
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    internal static string Generate(int minLength, (bool Use, int Min) lower, (bool Use, int Min) upper, (bool Use, int Min) numeric, (bool Use, int Min) special)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);

        (string Characters, bool Use, int Min)[] kinds =
        [
            (LowerCase, lower.Use, lower.Min), (UpperCase, upper.Use, upper.Min), (Digits, numeric.Use, numeric.Min), (SpecialCharacters, special.Use, special.Min),
        ];

        foreach (var kind in kinds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(kind.Min);
            if (!kind.Use && kind.Min > 0)
            {
                throw new ArgumentException($"At least {kind.Min} of the characters '{kind.Characters}' are asked for, but they are not allowed.");
            }
        }

        var allowed = string.Concat(kinds.Where(k => k.Use).Select(k => k.Characters));
        if (allowed.Length == 0)
        {
            throw new ArgumentException("A generated value needs at least one kind of character: lower, upper, numeric or special.");
        }

        var characters = kinds.SelectMany(k => RandomNumberGenerator.GetItems<char>(k.Characters, k.Min)).ToList();
        characters.AddRange(RandomNumberGenerator.GetItems<char>(allowed, Math.Max(0, minLength - characters.Count)));

        var result = characters.ToArray();
        RandomNumberGenerator.Shuffle(result.AsSpan());
        return new string(result);
    }
}
