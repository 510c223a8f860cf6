namespace AiStack.Gateway.Router;

/// <summary>One line for each routed request, without anything of the prompt or the answer.</summary>
internal sealed partial class AccessLog(ILogger<AccessLog> logger)
{
    /// <summary>Whether anybody reads them; building a line is not free.</summary>
    public bool Enabled { get; } = logger.IsEnabled(LogLevel.Information);

    /// <summary>Writes a line.</summary>
    /// <param name="path">What was asked.</param>
    /// <param name="model">The model that was asked for, after aliases.</param>
    /// <param name="backend">Who answered, or <c>-</c>.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="milliseconds">From the request's arrival to the end of its answer.</param>
    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "POST {Path} model={Model} backend={Backend} status={Status} duration={Milliseconds:0.0}ms")]
    public partial void Request(string path, string model, string backend, int status, double milliseconds);

    /// <summary>A backend failed a request.</summary>
    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "{Backend} failed a request for {Model}: {Reason}")]
    public partial void BackendFailed(string backend, string model, string reason);
}
