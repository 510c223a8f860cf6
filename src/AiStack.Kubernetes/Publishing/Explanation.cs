namespace AiStack.Kubernetes.Publishing;

/// <summary>Why an object cannot meet a rule of good practice.</summary>
/// <param name="Rule">The rule's public id, such as <c>kube-linter/run-as-non-root</c>; <c>*</c>: all that concern the object's pods.</param>
/// <param name="Subject">The object.</param>
/// <param name="Reason">Why, and what would mend it, in a sentence.</param>
public sealed record Explanation(string Rule, ObjectKey Subject, string Reason);
