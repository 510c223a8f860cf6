using System.Diagnostics;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.Router;

/// <summary>A request that has been read and looked into.</summary>
internal sealed class RoutedRequest(HttpContext context, RequestBody body, string model, string? session, string id, long arrived)
{
    private List<Backend>? _tried;

    /// <summary>The request.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>What is sent on.</summary>
    public RequestBody Body { get; } = body;

    /// <summary>The model asked for, after aliases.</summary>
    public string Model { get; } = model;

    /// <summary>The session it belongs to, if any.</summary>
    public string? Session { get; } = session;

    /// <summary>The client's id for it, or one made up.</summary>
    public string Id { get; } = id;

    /// <summary>Time since it arrived.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(arrived);

    /// <summary>Backends that failed it and are not asked again.</summary>
    public IReadOnlyCollection<Backend> Tried => _tried ?? (IReadOnlyCollection<Backend>)[];

    /// <summary>Failures that count against <c>--max-instance-failover-reroute-attempts</c>.</summary>
    public int Reroutes { get; set; }

    /// <summary>The backend that answers it.</summary>
    public Backend? Backend { get; set; }

    /// <summary>Whether any backend has failed it.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Notes a failure.</summary>
    public void AddTried(Backend backend)
    {
        HasFailed = true;
        (_tried ??= []).Add(backend);
    }

    /// <summary>Gives the backends that failed it another chance.</summary>
    public void ForgetTried() => _tried = null;
}
