namespace AiStack.Kubernetes.Pods;

/// <summary>A question whether a container is well: an HTTP request, a command, or whether a port is open.</summary>
public sealed record Probe
{
    private Probe()
    {
    }

    /// <summary>Path of an HTTP request that has to be answered with 200 to 399.</summary>
    public string? HttpPath { get; private init; }

    /// <summary>Name of the port that is asked.</summary>
    public string? Port { get; private init; }

    /// <summary>A command in the container that has to end with 0.</summary>
    public IReadOnlyList<string>? Command { get; private init; }

    /// <summary>Time between two questions.</summary>
    /// <value>Whole seconds. Default: 10 s.</value>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for an answer.</summary>
    /// <value>Whole seconds. Default: 5 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wrong answers in a row that count.</summary>
    /// <value>Default: 3.</value>
    public int Failures { get; init; } = 3;

    /// <summary>Asks over HTTP.</summary>
    /// <param name="path">The path.</param>
    /// <param name="port">Name of the container's port.</param>
    public static Probe Http(string path, string port) => new() { HttpPath = path, Port = port };

    /// <summary>Asks whether a port takes connections.</summary>
    /// <param name="port">Name of the container's port.</param>
    public static Probe Tcp(string port) => new() { Port = port };

    /// <summary>Asks by a command in the container.</summary>
    public static Probe Exec(params IReadOnlyList<string> command) => new() { Command = command };

    /// <summary>The same question, with as many wrong answers allowed as a time has periods: for what takes long to start.</summary>
    /// <param name="patience">How long all answers may be wrong.</param>
    public Probe For(TimeSpan patience) => this with { Failures = Math.Max(1, (int)Math.Ceiling(patience / Period)) };
}
