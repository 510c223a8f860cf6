using System.Collections.Frozen;
using AiStack.Simulator.Protocol;
using Microsoft.AspNetCore.Connections;

namespace AiStack.Simulator.Serving;

/// <summary>Finds the endpoint of a request, checks the key before and turns what goes wrong into vLLM's errors.</summary>
/// <remarks>A handful of fixed paths need no routing library; without it a request costs a dictionary look-up.</remarks>
internal sealed class RequestRouter(ApiKeys keys, AccessLog log, IReadOnlyDictionary<string, Endpoint> endpoints)
{
    private readonly FrozenDictionary<string, Endpoint> _endpoints = endpoints.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Answers a request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        SmallHeap.Tick();
        http.Response.Headers.Server = "uvicorn";
        Task answering;
        try
        {
            answering = DispatchAsync(http);
        }
        catch (RequestProblem problem)
        {
            answering = Reply.ProblemAsync(http, problem);
        }

        if (answering.IsCompletedSuccessfully)
        {
            log.Write(http);
            return Task.CompletedTask;
        }

        return FinishAsync(http, answering);
    }

    private async Task FinishAsync(HttpContext http, Task answering)
    {
        try
        {
            await answering;
        }
        catch (RequestProblem problem)
        {
            await Reply.ProblemAsync(http, problem);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be answered.
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        catch (BadHttpRequestException problem) when (!http.Response.HasStarted)
        {
            // A body that is too large, or broken in its framing.
            await Reply.ProblemAsync(http, new RequestProblem(problem.StatusCode, "Bad Request", problem.Message));
        }
        catch (Exception problem) when (problem is not ConnectionAbortedException and not ConnectionResetException && !http.Response.HasStarted)
        {
            // A mistake of ours: the client shall see an error as vLLM would send it, and the log what it was.
            AccessLog.WriteFailure(http, problem);
            await Reply.ProblemAsync(http, new RequestProblem(500, "InternalServerError", "Internal server error"));
        }

        log.Write(http);
    }

    private Task DispatchAsync(HttpContext http)
    {
        if (CrossOrigin.TryAnswer(http))
        {
            return Task.CompletedTask;
        }

        var path = http.Request.Path.Value ?? "/";
        if (!keys.Allow(http.Request, path))
        {
            return ApiKeys.RefuseAsync(http);
        }

        if (!_endpoints.TryGetValue(path, out var endpoint)
            && !(path.StartsWith(ModelsEndpoint.Prefix, StringComparison.Ordinal) && _endpoints.TryGetValue(ModelsEndpoint.Prefix, out endpoint)))
        {
            throw new RequestProblem(404, "Not Found", "Not Found");
        }

        if (endpoint.Method != http.Request.Method)
        {
            http.Response.Headers.Allow = endpoint.Method;
            throw new RequestProblem(405, "Method Not Allowed", "Method Not Allowed");
        }

        return endpoint.Handle(http);
    }
}
