using System.Text.Json;
using AiStack.Gateway.AiGateway.Protocols;

namespace AiStack.Gateway.AiGateway.Telemetry;

/// <summary>One line for each request: never a key, and nothing of the prompt unless the command line asks for it.</summary>
internal sealed partial class RequestLog(GatewayOptions options, ILogger<RequestLog> logger)
{
    private readonly bool _isEnabled = logger.IsEnabled(LogLevel.Information);

    /// <summary>Writes the line of a request that has ended.</summary>
    public void Write(Exchange exchange, int status)
    {
        if (!_isEnabled)
        {
            return;
        }

        var request = exchange.Context.Request;
        var (consumer, model, elapsed) = (exchange.Consumer ?? "-", exchange.Target?.Model ?? "-", exchange.Elapsed.TotalMilliseconds);
        if (exchange.Failure is { } failure)
        {
            LogFailed(request.Method, request.Path, exchange.Route.Name, consumer, model, status, elapsed, failure);
        }
        else
        {
            LogRequest(request.Method, request.Path, exchange.Route.Name, consumer, model, status, exchange.Usage?.Input ?? 0, exchange.Usage?.Output ?? 0, elapsed);
        }

        if (options.LogsPrompts && exchange.Request is { } body)
        {
            LogPrompt(exchange.Route.Name, Prompt(body));
        }
    }

    /// <summary>Writes the line of a request that no route answers.</summary>
    [LoggerMessage(EventId = 61, Level = LogLevel.Information, Message = "{Method} {Path} host={Host} status=404: no route")]
    public partial void NotFound(string method, string path, string host);

    /// <summary>Writes the line of a request whose path hides dot segments.</summary>
    [LoggerMessage(EventId = 64, Level = LogLevel.Warning, Message = "{Method} host={Host} status=400: dot segments in the path")]
    public partial void HiddenDots(string method, string host);

    private static string Prompt(AiRequest body)
    {
        try
        {
            using var texts = PromptTexts.Of(body);
            return Printable.Text(texts.Value.ToString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "(not valid Unicode)";
        }
    }

    [LoggerMessage(EventId = 60, Level = LogLevel.Information, Message = "{Method} {Path} route={Route} consumer={Consumer} model={Model} status={Status} tokens={Input}+{Output} duration={Milliseconds:0.0}ms")]
    private partial void LogRequest(string method, string path, string route, string consumer, string model, int status, long input, long output, double milliseconds);

    [LoggerMessage(EventId = 62, Level = LogLevel.Warning, Message = "{Method} {Path} route={Route} consumer={Consumer} model={Model} status={Status} duration={Milliseconds:0.0}ms: {Reason}")]
    private partial void LogFailed(string method, string path, string route, string consumer, string model, int status, double milliseconds, string reason);

    [LoggerMessage(EventId = 63, Level = LogLevel.Information, Message = "route={Route} prompt: {Prompt}")]
    private partial void LogPrompt(string route, string prompt);
}
