using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Marks a resource of which nothing runs here.</summary>
/// <param name="state">What it is shown with instead of a state.</param>
internal sealed class NotRunAnnotation(string state) : IResourceAnnotation
{
    /// <summary>What it is shown with instead of a state.</summary>
    public string State { get; } = state;
}
