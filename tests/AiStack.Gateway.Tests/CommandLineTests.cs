using System.Net;
using System.Net.Sockets;
using AiStack.Gateway.CommandLine;
using AiStack.Gateway.Router;

namespace AiStack.Gateway.Tests;

public sealed class CommandLineTests
{
    private const string Backends = "--static-backends http://127.0.0.1:1 --static-models m ";

    [Theory]
    [InlineData("--nonsense", "Unknown option '--nonsense'.")]
    [InlineData("--static-backend http://a --static-models m", "Unknown option '--static-backend' (did you mean --static-backend")]
    [InlineData("stray", "Unexpected argument 'stray'.")]
    [InlineData("", "--static-backends and --static-models must name at least one backend")]
    [InlineData("--static-backends http://a,http://b --static-models m", "--static-backends names 2 backends but --static-models names 1 models.")]
    [InlineData("--static-backends localhost:8000 --static-models m", "'localhost:8000' is not an http or https URL")]
    [InlineData("--static-backends ftp://a --static-models m", "'ftp://a' is not an http or https URL")]
    [InlineData(Backends + "--port", "--port needs a value.")]
    [InlineData(Backends + "--port --host 1.1.1.1", "--port needs a value.")]
    [InlineData(Backends + "--port 99999", "--port must be a whole number from 0 to 65535, not '99999'.")]
    [InlineData(Backends + "--port eighty", "--port must be a whole number from 0 to 65535, not 'eighty'.")]
    [InlineData(Backends + "--host my.host", "--host must be an IP address or localhost, not 'my.host'.")]
    [InlineData(Backends + "--host localhost --port 0", "--port 0 (any free port) needs one address as --host")]
    [InlineData(Backends + "--routing-logic random", "--routing-logic must be roundrobin or session, not 'random'.")]
    [InlineData(Backends + "--routing-logic kvaware", "--routing-logic 'kvaware' is not supported here")]
    [InlineData(Backends + "--routing-logic session", "--routing-logic session needs --session-key")]
    [InlineData(Backends + "--service-discovery k8s", "--service-discovery k8s is not supported here")]
    [InlineData(Backends + "--k8s-namespace x", "--k8s-namespace is not supported here: there is no cluster")]
    [InlineData(Backends + "--lmcache-controller-port 9000", "--lmcache-controller-port is not supported here")]
    [InlineData(Backends + "--static-aliases nocolon", "'nocolon' must be <alias>:<model>.")]
    [InlineData(Backends + "--static-aliases a:m,a:n", "--static-aliases names 'a' twice.")]
    [InlineData(Backends + "--static-model-types vision", "--static-model-types knows chat, completion, embeddings, rerank, score, not 'vision'.")]
    [InlineData(Backends + "--static-backend-health-checks", "--static-backend-health-checks needs --static-model-types")]
    [InlineData(Backends + "--static-backend-health-checks=1", "--static-backend-health-checks takes no value.")]
    [InlineData(Backends + "--engine-stats-interval 0", "--engine-stats-interval must be a number of seconds above 0, not '0'.")]
    [InlineData(Backends + "--connect-timeout NaN", "--connect-timeout must be a number of seconds above 0, not 'NaN'.")]
    [InlineData(Backends + "--max-instance-failover-reroute-attempts -1", "--max-instance-failover-reroute-attempts must be a whole number of 0 or more, not '-1'.")]
    [InlineData(Backends + "--log-level loud", "--log-level must be one of critical, error, warning, info, debug, trace, not 'loud'.")]
    [InlineData("--dynamic-config-json /no/such/file", "--dynamic-config-json /no/such/file cannot be read")]
    public void Parse_Mistake_IsOneLineThatSaysWhatToChange(string arguments, string message)
    {
        var problem = Assert.Throws<UsageException>(() => RouterFlags.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Parse_NothingButBackends_HasTheOriginalsDefaults()
    {
        var options = RouterFlags.Parse(["--static-backends=http://a:1/,http://b:2", "--static-models", "m,m"]);

        Assert.Equal(8001, options.Port);
        Assert.Equal(IPAddress.Any, options.Address);
        Assert.Equal(["http://a:1", "http://b:2"], options.Routing.Backends.Select(backend => backend.Url));
        Assert.Equal(RoutingLogic.RoundRobin, options.Routing.Logic);
        Assert.Equal(60, options.HealthCheckInterval.TotalSeconds);
        Assert.Equal(10, options.HealthCheckTimeout.TotalSeconds);
        Assert.Equal(30, options.EngineStatsInterval.TotalSeconds);
        Assert.Equal(60, options.RequestStatsWindow.TotalSeconds);
        Assert.Equal(0, options.RerouteAttempts);
    }

    [Fact]
    public async Task Program_Help_DescribesEveryFlag()
    {
        using var router = RouterProcess.Start("router", "--help");

        var (code, output, error) = await router.EndAsync();

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.All(RouterFlags.All, flag => Assert.Contains($"  {flag.Name} ", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("router --nonsense", "Unknown option '--nonsense'.")]
    [InlineData("", "No role given. Start with: AiStack.Gateway router|gateway <flags>.")]
    [InlineData("rooter", "Unknown role 'rooter'. Start with: AiStack.Gateway router|gateway <flags>.")]
    public async Task Program_Mistake_EndsWithOneLineAndCodeTwo(string arguments, string message)
    {
        using var router = RouterProcess.Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var (code, output, error) = await router.EndAsync();

        Assert.Equal(2, code);
        Assert.Equal(message + Environment.NewLine, error);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Program_AddressOfAnotherMachine_EndsWithOneLineAndCodeTwo()
    {
        using var router = RouterProcess.Start(["router", "--host", "192.0.2.1", "--port", "18001", .. Backends.Trim().Split(' ')]);

        var (code, _, error) = await router.EndAsync();

        Assert.Equal(2, code);
        Assert.StartsWith("Cannot listen on 192.0.2.1 port 18001: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Program_PortTaken_SaysByWhom()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Who holds a port is read from /proc.");
        using var holder = new Socket(SocketType.Stream, ProtocolType.Tcp);
        holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        holder.Listen();
        var port = ((IPEndPoint)holder.LocalEndPoint!).Port;
        using var router = RouterProcess.Start(["router", "--host", "127.0.0.1", "--port", $"{port}", .. Backends.Trim().Split(' ')]);

        var (code, output, error) = await router.EndAsync();

        Assert.Equal(2, code);
        Assert.StartsWith($"Port {port} is taken", error, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }
}
