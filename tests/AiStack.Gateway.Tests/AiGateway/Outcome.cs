using System.Text;
using System.Text.Json.Nodes;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>What a row of a table expects: of the answer, and of what the backend received.</summary>
internal sealed class Outcome
{
    private readonly List<Action<CallAnswer, IReadOnlyList<ReceivedRequest>>> _checks = [];

    /// <summary>The backend answered, and the caller got its answer with this status.</summary>
    public static Outcome Passed(int status = 200) => new Outcome().And((answer, received) =>
    {
        Assert.Equal(status, answer.Status);
        Assert.False(answer.IsCut);
        Assert.Single(received);
    });

    /// <summary>The gateway answered by itself, with this body or, without one, any.</summary>
    public static Outcome Refused(int status, string? body = null) => new Outcome().And((answer, received) =>
    {
        Assert.Equal(status, answer.Status);
        Assert.Empty(received);
        if (body is not null)
        {
            Assert.Equal(body, answer.Body);
        }
    });

    /// <summary>The gateway answered by itself, as APISIX' plugins do.</summary>
    public static Outcome Refuses(int status, string message) => Refused(status, $$"""{"message":"{{message}}"}""" + "\n");

    /// <summary>The gateway answered in the place of a backend that received the request.</summary>
    public static Outcome Failed(int status) => new Outcome().And((answer, _) => Assert.Equal(status, answer.Status)).Says("Content-Type", "application/json");

    /// <summary>The answer began and was cut off.</summary>
    public static Outcome Cut() => new Outcome().And((answer, _) => Assert.True(answer.IsCut));

    public Outcome Says(string header, string value) => And((answer, _) => Assert.Equal(value, answer.Header(header)));

    public Outcome Lacks(params string[] headers) => And((answer, _) => Assert.All(headers, header => Assert.Null(answer.Header(header))));

    public Outcome Body(string body) => And((answer, _) => Assert.Equal(body, answer.Body));

    public Outcome BodyHas(string part) => And((answer, _) => Assert.Contains(part, answer.Body, StringComparison.Ordinal));

    /// <summary>Path and query that the backend saw.</summary>
    public Outcome SentTo(string target) => And((_, received) => Assert.Equal(target, received[0].Target));

    public Outcome Sent(string header, string value) => And((_, received) => Assert.Equal(value, received[0].Headers.GetValueOrDefault(header)));

    public Outcome NotSent(params string[] headers) => And((_, received) => Assert.All(headers, header => Assert.DoesNotContain(header, received[0].Headers.Keys, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The backend received this JSON.</summary>
    public Outcome SentBody(string json) => And((_, received) =>
    {
        var text = Encoding.UTF8.GetString(received[0].Body);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(text)), $"The backend received {text}");
    });

    /// <summary>The backend received these bytes.</summary>
    public Outcome SentText(string text) => And((_, received) => Assert.Equal(text, Encoding.UTF8.GetString(received[0].Body)));

    /// <summary>Looks.</summary>
    public void Check(CallAnswer answer, IReadOnlyList<ReceivedRequest> received)
    {
        foreach (var check in _checks)
        {
            try
            {
                check(answer, received);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n\nThe caller got {answer}\n\nThe backend got {string.Join("\n", received.Select(one => $"{one.Target}\n{string.Join("\n", one.Headers)}\n\n{Encoding.UTF8.GetString(one.Body)}"))}", e);
            }
        }
    }

    private Outcome And(Action<CallAnswer, IReadOnlyList<ReceivedRequest>> check)
    {
        _checks.Add(check);
        return this;
    }
}
