namespace AiStack.Core;

/// <summary>What a user said about a component or a sub-component: an immutable record.</summary>
public abstract record Spec;
