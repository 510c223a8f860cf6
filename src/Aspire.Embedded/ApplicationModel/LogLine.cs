using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">Counts from 1.</param>
/// <param name="Content">The line, with its time in front.</param>
/// <param name="IsErrorMessage">Whether it came from standard error.</param>
[DebuggerDisplay("{LineNumber}: {Content,nq}")]
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
