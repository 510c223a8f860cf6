namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>A rule in the Common Expression Language that stands at a place of a schema (<c>x-kubernetes-validations</c>).</summary>
/// <param name="Expression">The rule; true: the value at its place is good.</param>
/// <param name="Message">What the author says when it is not.</param>
/// <param name="OptionalOldSelf">Whether it also holds on creation, with <c>oldSelf</c> an optional without value.</param>
internal sealed record CelRule(string Expression, string? Message, bool OptionalOldSelf)
{
    /// <summary>Whether it compares with the object's state before, so that it says nothing about a new one.</summary>
    public bool IsTransition => !OptionalOldSelf && Expression.Contains("oldSelf", StringComparison.Ordinal);
}
