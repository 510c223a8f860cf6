using System.Globalization;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Structured;

/// <summary>Makes up numbers and texts that keep to a schema's limits.</summary>
/// <param name="prompt">What the person said last.</param>
/// <param name="random">Decides what the limits leave open.</param>
internal sealed class ValueMaker(string prompt, SplitMix random)
{
    private static readonly string[] Nouns = ["teapot", "lighthouse", "walrus", "accordion", "umbrella", "comet", "pretzel", "lantern"];

    private readonly string[] _words = prompt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    private SplitMix _random = random;
    private int _used;

    /// <summary>A number between a schema's limits.</summary>
    public double Number(Schema schema, bool whole)
    {
        // Between two neighbouring fractions there is always another one; between whole numbers the step is 1.
        var step = schema.Numbers("multipleOf").FirstOrDefault(multiple => multiple > 0, whole ? 1 : 0);
        var low = Math.Max(schema.Numbers("minimum").DefaultIfEmpty(double.NegativeInfinity).Max(), Beyond(schema.Numbers("exclusiveMinimum"), step, up: true));
        var high = Math.Min(schema.Numbers("maximum").DefaultIfEmpty(double.PositiveInfinity).Min(), Beyond(schema.Numbers("exclusiveMaximum"), step, up: false));
        (low, high) = (double.IsInfinity(low), double.IsInfinity(high)) switch
        {
            (true, true) => (0, 100),
            (true, false) => (high - 100, high),
            (false, true) => (low, low + 100),
            _ => (low, high),
        };

        if (step > 0)
        {
            var first = Math.Ceiling(low / step);
            var last = Math.Floor(high / step);
            var multiple = first + Math.Floor(_random.Fraction() * (last - first + 1));
            // decimal: 3 × 0.1 shall be 0.3.
            return Math.Abs(multiple) < 1e9 && step < 1e9 ? (double)((decimal)multiple * (decimal)step) : multiple * step;
        }

        var number = low + (_random.Fraction() * (high - low));
        var rounded = Math.Round(number, 2);
        return rounded >= low && rounded <= high ? rounded : number;
    }

    /// <summary>A text within a schema's limits.</summary>
    /// <param name="schema">The limits.</param>
    /// <param name="name">The property it is for.</param>
    public string Text(Schema schema, string name)
    {
        if (schema.Find("pattern")?.GetString() is { } pattern && PatternSampler.TrySample(pattern, ref _random) is { } sample)
        {
            return sample;
        }

        if (schema.Find("format")?.GetString() is { } format && Formatted(format) is { } formatted)
        {
            return formatted;
        }

        var least = (int)Math.Min(100_000, schema.Numbers("minLength").DefaultIfEmpty(0).Max());
        var most = (int)Math.Min(int.MaxValue, schema.Numbers("maxLength").DefaultIfEmpty(int.MaxValue).Min());
        var text = Telling(name);
        while (text.Length < least)
        {
            text += " " + Nouns[_random.Below(Nouns.Length)];
        }

        return text.Length > most ? TextElements.Take(text, most) : text;
    }

    private static double Beyond(IEnumerable<double> limits, double step, bool up)
    {
        var sign = up ? 1 : -1;
        var limit = limits.Select(limit => limit * sign).DefaultIfEmpty(double.NegativeInfinity).Max() * sign;
        if (double.IsInfinity(limit))
        {
            return limit;
        }

        return step > 0 ? limit + (sign * step * 1e-6) : limit + (sign * Math.Max(0.001, Math.Abs(limit) * 1e-9));
    }

    // Names of people and places stand out by their capitals; otherwise the end of the prompt is what it is about.
    private string Telling(string name)
    {
        var proper = _words.Skip(1).Where(word => char.IsUpper(word[0]) && word.Length > 1).Select(Bare).Where(word => word.Length > 0).ToArray();
        var tail = Storyteller.Tail(prompt);
        return (_used++ - proper.Length) switch
        {
            < 0 => proper[_used - 1],
            0 when tail.Length > 0 => tail,
            _ => $"{name.Replace('_', ' ')} of a {Nouns[_random.Below(Nouns.Length)]}",
        };
    }

    private static string Bare(string word) => word.Trim('.', ',', '!', '?', ';', ':', '"', '\'', '(', ')');

    private string? Formatted(string format)
    {
        var day = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_random.Below(525_600));
        return format switch
        {
            "date" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "date-time" => day.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            "time" => day.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture),
            "duration" => $"PT{1 + _random.Below(59)}M",
            "email" or "idn-email" => $"{Nouns[_random.Below(Nouns.Length)]}@example.com",
            "hostname" or "idn-hostname" => $"{Nouns[_random.Below(Nouns.Length)]}.example.com",
            "uri" or "iri" or "url" => $"https://example.com/{Nouns[_random.Below(Nouns.Length)]}",
            "uri-reference" or "iri-reference" => $"/{Nouns[_random.Below(Nouns.Length)]}",
            "ipv4" => $"192.0.2.{1 + _random.Below(254)}",
            "ipv6" => $"2001:db8::{1 + _random.Below(0xfffe):x}",
            "uuid" => $"{_random.Below(int.MaxValue):x8}-{_random.Below(0x10000):x4}-4{_random.Below(0x1000):x3}-8{_random.Below(0x1000):x3}-{_random.Next() >> 16:x12}",
            _ => null,
        };
    }
}
