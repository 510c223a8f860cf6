using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.OpenWebUi;

/// <summary>What the links of an Open WebUI say about models: which to chat with, and which to embed documents with.</summary>
internal sealed class LinkedModels
{
    private LinkedModels(IReadOnlyList<ModelConnection> connections, IReadOnlyList<EmbeddingEngine> chosen, IReadOnlyList<EmbeddingEngine> accompanying) =>
        (Connections, ChosenEngines, AccompanyingEngines) = (connections, chosen, accompanying);

    /// <summary>APIs with models to chat with, in the order of the links; each once, with the models of all links to it.</summary>
    public IReadOnlyList<ModelConnection> Connections { get; }

    /// <summary>Embedding models that were linked for themselves: there should be one at most.</summary>
    public IReadOnlyList<EmbeddingEngine> ChosenEngines { get; }

    /// <summary>Embedding models that came along with others, as those of a whole vllm component or gateway do.</summary>
    public IReadOnlyList<EmbeddingEngine> AccompanyingEngines { get; }

    /// <summary>The embedding model to use: the one that was linked for itself, else the only one that came along.</summary>
    public EmbeddingEngine? Engine => ChosenEngines.Count > 0 ? ChosenEngines[0] : AccompanyingEngines.Count == 1 ? AccompanyingEngines[0] : null;

    public static LinkedModels Of(Stack stack, Component openWebUi)
    {
        var connections = new List<ModelConnection>();
        var chosen = new List<EmbeddingEngine>();
        var accompanying = new List<EmbeddingEngine>();
        foreach (var (link, apis) in stack.OffersTo<OpenAiApi>(openWebUi).GroupBy(found => found.Link).Select(group => (group.Key, group.Select(found => found.Offer).ToList())))
        {
            var engines = apis.Count == 1 && apis[0].Models.Count == 1 ? chosen : accompanying;
            foreach (var api in apis)
            {
                AddEngines(engines, link, api);
                AddConnection(connections, api);
            }
        }

        return new(connections, chosen, accompanying);
    }

    private static void AddEngines(List<EmbeddingEngine> engines, Link link, OpenAiApi api) => engines.AddRange(api.Models
        .Where(model => model.Type == ModelType.Embedding && !engines.Any(known => known.Model == model.Name && ModelConnection.AreSame(known.BaseUrl, known.Key, api.BaseUrl, api.Key)))
        .Select(model => new EmbeddingEngine(link, api.BaseUrl, api.Key, model.Name)));

    private static void AddConnection(List<ModelConnection> connections, OpenAiApi api)
    {
        var models = api.Models.Where(model => model.Type == ModelType.Chat).Select(model => model.Name).ToList();
        if (models.Count == 0 && api.Models.Count > 0)
        {
            return;
        }

        var known = connections.FindIndex(connection => ModelConnection.AreSame(connection.BaseUrl, connection.Key, api.BaseUrl, api.Key));
        if (known < 0)
        {
            connections.Add(new(api.BaseUrl, api.Key, [.. models.Distinct()]));
        }
        else
        {
            // No list means all, whatever another link to the same API says.
            var listed = connections[known].Models;
            connections[known] = connections[known] with { Models = models.Count == 0 || listed.Count == 0 ? [] : [.. listed.Union(models)] };
        }
    }
}
