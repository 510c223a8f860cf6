using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The gateway program with a file that a test wrote.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly RouterProcess _process;
    private readonly DirectoryInfo _directory;
    private readonly Task _reading;
    private readonly ConcurrentQueue<string> _log = new();

    private RunningGateway(RouterProcess process, DirectoryInfo directory, string file, int port, int controlPort)
    {
        (_process, _directory, File, Port, ControlPort) = (process, directory, file, port, controlPort);

        // Without drain time a disposed answer closes its connection at once.
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = s_patience };
        _reading = Task.WhenAll(ReadAsync(process.Output), ReadAsync(process.Error));
    }

    public int Port { get; }

    /// <summary>Port of status and metrics.</summary>
    public int ControlPort { get; }

    /// <summary>Path of the file that it follows.</summary>
    public string File { get; }

    public HttpClient Client { get; }

    public RouterProcess Process => _process;

    /// <summary>Everything it wrote so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts a gateway and waits until it is ready.</summary>
    public static Task<RunningGateway> StartAsync(GatewayStack stack, params string[] flags) => StartAsync(stack.Document.ToJsonString(), "apisix.json", stack.Environment, flags);

    /// <summary>Starts a gateway with a file of this text, and waits until it is ready.</summary>
    public static async Task<RunningGateway> StartAsync(string text, string name, IReadOnlyDictionary<string, string>? environment, params string[] flags)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-gateway-");
        var file = Path.Combine(directory.FullName, name);
        await System.IO.File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var (port, control) = (RouterProcess.FreePort(), RouterProcess.FreePort());
        var gateway = new RunningGateway(
            RouterProcess.Start(environment ?? new Dictionary<string, string>(), ["gateway", "--config", file, "--port", $"{port}", "--status-port", $"{control}", "--metrics-port", $"{control}", .. flags]),
            directory, file, port, control);
        try
        {
            await Eventually.TrueAsync(gateway.IsReadyAsync, s_patience, "the gateway is ready");
        }
        catch (Exception e)
        {
            await gateway.DisposeAsync();
            throw new InvalidOperationException($"{e.Message}\n{gateway.Log}", e);
        }

        return gateway;
    }

    /// <summary>Puts another file in the place of the one it follows.</summary>
    public void Write(string text)
    {
        var next = File + ".next";
        System.IO.File.WriteAllText(next, text);
        System.IO.File.Move(next, File, overwrite: true);
    }

    /// <summary>Puts another file in the place of the one it follows, and waits until it is applied.</summary>
    public async Task ApplyAsync(JsonObject document)
    {
        var applied = Applied();
        Write(document.ToJsonString());
        await Eventually.TrueAsync(() => Task.FromResult(Applied() > applied), TimeSpan.FromSeconds(5), "the new file is applied");
    }

    /// <summary>Sends bytes as they are and reads until the connection ends.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // A connection that is reset has ended too.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>Its metrics.</summary>
    public Task<string> MetricsAsync() => Client.GetStringAsync(new Uri($"http://127.0.0.1:{ControlPort}/apisix/prometheus/metrics"), TestContext.Current.CancellationToken);

    /// <summary>Sum of the values of the series that have all of these parts.</summary>
    public async Task<double> MetricAsync(string name, params string[] labels) => (await MetricsAsync()).Split('\n')
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Dispose();
        await _reading;
        _directory.Delete(recursive: true);
    }

    private int Applied() => _log.Count(line => line.Contains(" applied: ", StringComparison.Ordinal));

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri($"http://127.0.0.1:{ControlPort}/status/ready"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_reading.IsCompleted)
        {
            return false;
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                _log.Enqueue(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has ended.
        }
    }
}
