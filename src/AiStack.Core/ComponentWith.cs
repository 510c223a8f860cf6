namespace AiStack.Core;

/// <summary>A component or sub-component together with its spec. (A class: lists of tuples would have to be compiled anew at every start.)</summary>
/// <typeparam name="TSpec">Type of the spec.</typeparam>
/// <param name="Component">The component.</param>
/// <param name="Spec">What was said about it.</param>
public sealed record ComponentWith<TSpec>(Component Component, TSpec Spec) where TSpec : Spec;
