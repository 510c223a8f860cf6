using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using AiStack.Components.Apisix.PolicyTests;
using AiStack.Core;
using Microsoft.Extensions.Configuration;

namespace AiStack.Cli.Policies;

/// <summary>Sends the cases of a stack, one after the other, to gateways that run for them alone.</summary>
internal static class PolicyTestRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends cases and holds what comes back against what they expect.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="isMeant">Which of its cases are told of. Those before one of them that ask the same gateway are sent too: they may have used up what it counts.</param>
    /// <param name="configuration">Settings.</param>
    /// <param name="cancellation">Ends everything that was started.</param>
    /// <returns>The cases that were meant, in their order.</returns>
    /// <exception cref="CallException">Something that is needed is missing, does not start or ends by itself.</exception>
    public static async Task<IReadOnlyList<PolicyResult>> RunAsync(Stack stack, Predicate<Core.Policies.PolicyCase> isMeant, IConfiguration configuration, CancellationToken cancellation)
    {
        // Loopback needs no proxy, and the time limits are this program's own. On one connection a request is read when the one before has been counted.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1 }) { Timeout = Timeout.InfiniteTimeSpan };
        var sent = stack.Policies.Where((policy, index) => stack.Policies.Skip(index).Any(later => later.Gateway == policy.Gateway && isMeant(later))).ToList();
        await using var bench = await TestBench.StartAsync(stack, sent, configuration, cancellation);
        List<PolicyResult> results = [];
        var isOver = false;
        foreach (var request in bench.Requests)
        {
            var (result, isLast) = isOver ? (new(request, PlaceOf(stack, request), null, []), true) : await SendAsync(stack, bench, client, request, cancellation);
            results.Add(result);
            isOver = isLast;
        }

        return [.. results.Where(result => isMeant(result.Request.Case))];
    }

    // Whoever hangs or has ended will not answer the others either: then this was the last one.
    private static async Task<(PolicyResult Result, bool IsLast)> SendAsync(Stack stack, TestBench bench, HttpClient client, PolicyRequest request, CancellationToken cancellation)
    {
        var place = PlaceOf(stack, request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            var answer = await AnswerAsync(bench, client, request, limit.Token);
            return (new(request, place, answer, PolicyJudge.Failures(request.Case.Expect, answer)), false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (new(request, place, null, [string.Create(CultureInfo.InvariantCulture, $"No answer within {s_patience.TotalSeconds} s, so everything was ended.")]), true);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            await Task.Delay(StartedProgram.Reaction, cancellation);
            var ending = bench.EndingOf(request.Apisix);
            return (new(request, place, null, [ending ?? $"No answer: {error.Message.TrimEnd('.')}."]), ending is not null);
        }
    }

    private static async Task<PolicyAnswer> AnswerAsync(TestBench bench, HttpClient client, PolicyRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(bench.AddressOf(request.Apisix), request.Path))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        message.Headers.Host = request.Host;
        if (request.Case.Key is { } key)
        {
            // As OpenAI's clients do.
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bench.Secrets.Of(key));
        }

        var clock = Stopwatch.StartNew();
        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        var status = (int)answer.StatusCode;
        return new(status, body, RemainingTokens.After(answer.Headers, status, body, request.Route.Options.TokenLimit), clock.Elapsed);
    }

    private static Core.Problems.Place PlaceOf(Stack stack, PolicyRequest request)
    {
        var index = stack.Policies.TakeWhile(policy => policy != request.Case).Count();
        return stack.Source.Of("policies", string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
    }
}
