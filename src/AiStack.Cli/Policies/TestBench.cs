using System.Globalization;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.PolicyTests;
using AiStack.Components.Apisix.Standalone;
using AiStack.Components.ExternalAi;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Hosting;
using Microsoft.Extensions.Configuration;
using EndpointProperty = AiStack.Core.Values.EndpointProperty;

namespace AiStack.Cli.Policies;

/// <summary>What runs while policies are tested: the gateways, simulated models behind their routers, and stand-ins for providers. All of it ends with this.</summary>
internal sealed class TestBench : IAsyncDisposable
{
    private static readonly ApisixDocumentOptions s_document = new() { HasApplications = false, CountsInMemory = true };

    // Whoever tests may have a key in the environment for models of their own. A gateway presents none to models of the stack.
    private static readonly KeyValuePair<string, string>[] s_noKey = [new("VLLM_API_KEY", "")];

    private readonly IConfiguration _configuration;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HashSet<int> _ports = [];
    private readonly ProgramFile _simulator;
    private readonly ProgramFile _gateway;
    private readonly List<StartedProgram> _programs = [];
    private readonly Dictionary<string, ProviderStandIn> _standIns = [];
    private readonly Dictionary<string, Uri> _addresses = [];
    private readonly Dictionary<string, StartedProgram> _gateways = [];
    private string? _directory;

    private TestBench(IConfiguration configuration)
    {
        _configuration = configuration;
        (_simulator, _gateway) = (Find("simulator", "AiStack.Simulator"), Find("gateway", "AiStack.Gateway"));
    }

    /// <summary>Values of the stack's secrets.</summary>
    public SecretValues Secrets { get; } = new();

    /// <summary>The requests of the cases, in their order.</summary>
    public IReadOnlyList<PolicyRequest> Requests { get; private set; } = [];

    /// <summary>Starts everything that cases need.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="cases">Those of its cases that are sent.</param>
    /// <param name="configuration">Settings: programs, and how models are simulated.</param>
    /// <param name="cancellation">Ends all that was started so far.</param>
    /// <exception cref="CallException">Something does not start.</exception>
    public static async Task<TestBench> StartAsync(Stack stack, IReadOnlyList<Core.Policies.PolicyCase> cases, IConfiguration configuration, CancellationToken cancellation)
    {
        var bench = new TestBench(configuration);
        try
        {
            var tested = cases.Select(policy => policy.Gateway).ToHashSet();
            await bench.StandInAsync(PolicyTestStack.ProvidersOf(stack, tested));
            var part = PolicyTestStack.Of(stack, tested, provider => bench._standIns[provider.Name].Url);
            bench.Requests = [.. cases.Select(policy => PolicyRequest.Of(part, policy))];
            bench.SimulateModels(part);
            bench.SimulateProviders(part);
            bench.StartGateways(part);
            await Task.WhenAll(bench._programs.Select(program => program.WaitUntilReadyAsync(bench._client, cancellation)));
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Scheme, host and port of a gateway.</summary>
    public Uri AddressOf(Component apisix) => _addresses[apisix.Name];

    /// <summary>Says how a gateway ended, if it has.</summary>
    public string? EndingOf(Component apisix) => _gateways[apisix.Name].Ending;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll([.. _programs.Select(program => program.DisposeAsync().AsTask()), .. _standIns.Values.Select(standIn => standIn.DisposeAsync().AsTask())]);
        _client.Dispose();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private ProgramFile Find(string name, string assembly)
    {
        try
        {
            return ProgramFile.Find(_configuration, Environment.CurrentDirectory, name, assembly, AppContext.BaseDirectory);
        }
        catch (InvalidSettingException wrong)
        {
            throw new CallException(wrong.Message);
        }
        catch (DistributedApplicationException missing)
        {
            throw new CallException(missing.Message, ExitCodes.Errors);
        }
    }

    private async Task StandInAsync(IReadOnlyList<ComponentWith<ExternalAiSpec>> providers)
    {
        foreach (var (component, spec) in providers)
        {
            _standIns[component.Name] = await ProviderStandIn.StartAsync(spec, Secrets.Of(spec.ApiKey), _client);
        }
    }

    // Nobody is behind a route that no case takes.
    private void SimulateModels(Stack part)
    {
        var asked = Requests.Select(request => request.Route.Link.To).ToHashSet();
        foreach (var (vllm, spec) in part.Of<VllmSpec>())
        {
            var port = PickPort();
            _addresses[vllm.Name] = At(port);
            var engines = vllm.Children.Where(asked.Contains).Select(model => ((ModelSpec)model.Spec, Url(SimulateModel(model)))).ToList();
            if (engines.Count > 0)
            {
                Start($"The router of {vllm}", _gateway, port, SimulatedVllm.RouterArguments(spec, port, engines), new(At(port), VllmRouterFacts.HealthPath));
            }
        }
    }

    private Uri SimulateModel(Component model) => Simulate($"The simulator of {model}", port => SimulatedVllm.EngineArguments((ModelSpec)model.Spec, port, _configuration));

    // A provider has whatever model the cases name.
    private void SimulateProviders(Stack part)
    {
        foreach (var (component, spec) in part.Of<ExternalAiSpec>())
        {
            var (standIn, requests) = (_standIns[component.Name], Requests.Where(request => request.Route.Link.To == component).ToList());
            standIn.Chats = SimulateProvider(component, spec, [.. requests.Where(request => !request.IsForEmbeddings)], "generate");
            standIn.Embeddings = SimulateProvider(component, spec, [.. requests.Where(request => request.IsForEmbeddings)], "pooling");
        }
    }

    private Uri? SimulateProvider(Component component, ExternalAiSpec spec, IReadOnlyList<PolicyRequest> requests, string runner)
    {
        var deployment = spec.Endpoint is { } endpoint ? ProviderStandIn.DeploymentOf(new Uri(endpoint).AbsolutePath) : null;
        var models = requests.Select(request => request.Model).Prepend(deployment).Prepend(spec.Model).OfType<string>().Append(PolicyRequest.AnyModel).Distinct();
        return requests.Count == 0 ? null : Simulate($"The simulator of {component}", port =>
            [PolicyRequest.AnyModel, "--runner", runner, "--host", "localhost", "--port", Text(port), .. models.Select(model => $"--served-model-name={model}")]);
    }

    private Uri Simulate(string title, Func<int, IEnumerable<string>> arguments)
    {
        var port = PickPort();
        return Start(title, _simulator, port, arguments(port), new(At(port), VllmFacts.HealthPath), s_noKey);
    }

    private void StartGateways(Stack part)
    {
        _directory = Directory.CreateTempSubdirectory("aistack-policies-").FullName;
        foreach (var (apisix, _) in part.Of<ApisixSpec>())
        {
            var file = Path.Combine(_directory, $"{apisix.Name}.json");
            File.WriteAllText(file, ApisixJson.Write(ApisixDocument.Of(part, apisix, s_document, value => value.Evaluate(AddressPart))));
            var (port, status) = (PickPort(), PickPort());
            _addresses[apisix.Name] = Start($"The gateway of {apisix}", _gateway, port, ["gateway", "--config", file, "--host", "localhost", "--port", Text(port), "--status-port", Text(status)],
                new(At(status), ApisixFacts.ReadyPath), ApisixDocument.VariablesOf(part, apisix, s_document).Select(variable => KeyValuePair.Create(variable.Name, Secrets.Of(variable.Value))));
            _gateways[apisix.Name] = _programs[^1];
        }
    }

    private Uri Start(string title, ProgramFile program, int port, IEnumerable<string> arguments, Uri ready, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        _programs.Add(StartedProgram.Start(title, program, arguments, ready, environment));
        return At(port);
    }

    // Nobody listens on a port yet that was picked a moment ago.
    private int PickPort()
    {
        while (true)
        {
            var port = Ports.PickFree();
            if (_ports.Add(port))
            {
                return port;
            }
        }
    }

    private string AddressPart(ValuePart part) => part is EndpointPart endpoint
        ? endpoint.Property switch
        {
            EndpointProperty.Host => _addresses[endpoint.Component].Host,
            EndpointProperty.Port => Text(_addresses[endpoint.Component].Port),
            EndpointProperty.HostAndPort => _addresses[endpoint.Component].Authority,
            _ => Url(_addresses[endpoint.Component]),
        }
        : throw new NotSupportedException($"An address has a {part.GetType().Name} in it.");

    private static Uri At(int port) => new($"http://localhost:{Text(port)}");

    private static string Url(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
