using AiStack.Core;
using AiStack.Hosting.Model;

namespace AiStack.Hosting.Publishing;

/// <summary>Writes a stack down for a cluster. The application's services have one.</summary>
public interface IStackPublisher
{
    /// <summary>Writes the stack.</summary>
    /// <param name="stack">The stack, in the environment that is published, without errors.</param>
    /// <param name="request">Where and how.</param>
    /// <param name="cancellationToken">Ends the writing; what was there before stays then.</param>
    /// <exception cref="StackProblemsException">The stack cannot be written; nothing was.</exception>
    Task PublishAsync(Stack stack, PublishRequest request, CancellationToken cancellationToken);
}
