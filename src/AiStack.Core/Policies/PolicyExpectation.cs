namespace AiStack.Core.Policies;

/// <summary>What has to come back in a <see cref="PolicyCase"/>. Everything that is said has to hold.</summary>
public sealed record PolicyExpectation : Spec
{
    /// <summary>Status code of the answer, 100 to 599.</summary>
    /// <value><see langword="null"/> (default): any.</value>
    public int? Status { get; init; }

    /// <summary>Text that the body of the answer has in it: as it came, or as the text that it says, whose quotes JSON writes in its own way and which a stream has in pieces.</summary>
    /// <value><see langword="null"/> (default): anything.</value>
    public string? Contains { get; init; }

    /// <summary>Text that the body of the answer does not have in it.</summary>
    /// <value><see langword="null"/> (default): nothing is ruled out.</value>
    public string? NotContains { get; init; }

    /// <summary>Tokens of which fewer remain after the answer, by its rate limit header.</summary>
    /// <value>1 or more. <see langword="null"/> (default): any number.</value>
    public int? RemainingBelow { get; init; }
}
