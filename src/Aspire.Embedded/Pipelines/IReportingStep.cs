using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Shows the user how a step goes.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public interface IReportingStep : IAsyncDisposable
{
    /// <summary>Says something.</summary>
    /// <param name="logLevel">How grave it is.</param>
    /// <param name="message">What.</param>
    void Log(LogLevel logLevel, string message);

    /// <summary>Ends the step.</summary>
    /// <param name="completionText">What came of it.</param>
    /// <param name="completionState">How it ended.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    /// <returns>Done when it is told.</returns>
    Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default);
}
