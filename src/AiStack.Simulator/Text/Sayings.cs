namespace AiStack.Simulator.Text;

/// <summary>What the simulated models know: sentences with a place for the words of the person they talk to.</summary>
internal static class Sayings
{
    /// <summary>Marks where the quoted words go.</summary>
    public const string Quote = "{0}";

    /// <summary>Sentences that an answer can begin with.</summary>
    public static readonly string[] Openers =
    [
        "You end with '{0}', and that is where I would have started.",
        "'{0}' is a fine question for a model without weights.",
        "I have thought about '{0}' with all of my zero parameters.",
        "My training data says nothing about '{0}', chiefly because there was none.",
        "Regarding '{0}': experts disagree, and I am not one of them.",
        "Ah, '{0}'. A real model would need eighty gigabytes to be this brief.",
        "If '{0}' were easy, you would not have asked a simulator.",
        "Let me be frank about '{0}': I am guessing, but at a very steady rate.",
        "'{0}' sounds important, so I shall answer in complete sentences.",
        "There are two schools of thought on '{0}', and I dropped out of both.",
        "Good news about '{0}': no GPU was warmed up to consider it.",
        "I looked up '{0}' in my key-value cache and found only your prompt.",
    ];

    /// <summary>Sentences that carry an answer on.</summary>
    public static readonly string[] Middles =
    [
        "The short answer is yes, the long answer is also yes, but slower.",
        "Start small, measure twice, and only then blame the network.",
        "In theory it scales; in practice it scales on Tuesdays.",
        "Every token here was chosen with care and a deterministic hash.",
        "I would draw you a diagram, but my only modality is confidence.",
        "A cache would help, unless it is the cache that needs help.",
        "Think of it as a queue at a bakery: the bread is tokens and somebody ordered four thousand.",
        "The documentation is clear on this, which is how you know it is out of date.",
        "If it works on the laptop, the laptop should be shipped.",
        "Most of the difficulty lies in naming it, and the rest in spelling it twice the same way.",
        "You could add more replicas, or you could ask fewer questions; both reduce latency.",
        "My attention is all you need, and I am giving it to you in full.",
        "Whatever the vector database says, take it with a grain of cosine.",
        "A wise operator once set the batch size to one and slept well.",
        "There is a setting for that, and it is already on.",
        "Seven out of ten simulated experts recommend restarting it; the other three are restarting.",
        "It is turtles all the way down, and the last turtle speaks HTTP.",
        "I checked it against everything I know, which took less than a microsecond.",
        "Should this turn out to be wrong, it will at least be wrong in the same way every time.",
        "The bottleneck is never where the dashboard is red.",
        "One could prove it formally, but the margin of this context window is too small.",
        "Mind the gap between the first token and the second; that is where the budget goes.",
    ];

    /// <summary>Sentences that an answer can end with.</summary>
    public static readonly string[] Closers =
    [
        "Ask me again with the same seed and I will say the same.",
        "I hope that helps; I am contractually unable to know.",
        "That is all I have, and it did not even need a download.",
        "Any resemblance to reasoning is coincidental.",
        "Please tip your scheduler.",
        "For a second opinion, change the seed.",
        "The rest is left as an exercise for a larger model.",
        "And that, give or take a hallucination, is that.",
    ];
}
