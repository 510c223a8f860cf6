using System.Text.Json;

namespace AiStack.Gateway.Router;

/// <summary>Everything a request is routed by, as of one moment. Never changed: a change makes a new table.</summary>
internal sealed class BackendTable
{
    private readonly Dictionary<string, ModelBackends> _models;
    private readonly Lazy<byte[]> _modelList;

    /// <summary>Makes a table.</summary>
    /// <param name="configuration">What it was made from.</param>
    /// <param name="backends">All backends of the configuration.</param>
    /// <param name="models">Backends by model.</param>
    public BackendTable(RoutingConfiguration configuration, IReadOnlyList<Backend> backends, Dictionary<string, ModelBackends> models)
    {
        Configuration = configuration;
        Backends = backends;
        _models = models;
        _modelList = new Lazy<byte[]>(WriteModelList);
    }

    /// <summary>The configuration in force.</summary>
    public RoutingConfiguration Configuration { get; }

    /// <summary>All backends, in the order of the configuration.</summary>
    public IReadOnlyList<Backend> Backends { get; }

    /// <summary>The body of <c>GET /v1/models</c>: the models of the backends that are up, each once.</summary>
    public byte[] ModelList => _modelList.Value;

    /// <summary>The backends of a model, or <see langword="null"/> when the model was never heard of.</summary>
    public ModelBackends? Find(string model) => _models.GetValueOrDefault(model);

    private byte[] WriteModelList()
    {
        var models = Backends
            .Where(backend => backend.State == BackendState.Up)
            .SelectMany(backend => backend.Models)
            .DistinctBy(model => model.Id, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(new ServedModelList([.. models]), ServedModelJson.Default.ServedModelList);
    }
}
