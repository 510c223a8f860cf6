namespace AiStack.StandIn.Qdrant;

/// <summary>Qdrant's collections, without points: made, listed, described, deleted, kept in <c>/qdrant/storage</c>, behind its keys.</summary>
internal static class QdrantRole
{
    public static Role Create() => new("qdrant", [Role.Port("QDRANT__SERVICE__HTTP_PORT", 6333), Role.Port("QDRANT__SERVICE__GRPC_PORT", 6334)], Map);

    private static void Map(WebApplication app)
    {
        app.Use(new ApiKeys().CheckAsync);
        app.MapGet("/", () => Results.Json(new { title = "qdrant - vector search engine", version = "1.19.0" }));
        app.MapGet("/healthz", () => "healthz check passed");
        app.MapGet("/livez", () => "healthz check passed");
        app.MapGet("/readyz", () => "all shards are ready");

        var collections = new CollectionStore(Environment.GetEnvironmentVariable("QDRANT__STORAGE__STORAGE_PATH") is { Length: > 0 } path ? path : "/qdrant/storage");
        app.MapGet("/metrics", () => Results.Text($"# TYPE collections_total gauge\ncollections_total {collections.Names.Count}\n", "text/plain; version=0.0.4"));
        app.MapGet("/collections", () => Reply.Ok(new { collections = collections.Names.Select(name => new { name }) }));
        app.MapGet("/collections/{name}", (string name) => collections.Find(name) is { } definition ? Reply.Ok(Description(definition)) : Missing(name));
        app.MapGet("/collections/{name}/exists", (string name) => Reply.Ok(new { exists = collections.Find(name) is not null }));
        app.MapDelete("/collections/{name}", (string name) => Reply.Ok(collections.Remove(name)));
        app.MapPut("/collections/{name}", async (string name, HttpRequest request, CancellationToken cancelled) =>
        {
            var (definition, problem) = await CollectionDefinition.ReadAsync(request.Body, cancelled);
            return definition is null ? Reply.Error(StatusCodes.Status400BadRequest, problem!)
                : collections.Add(name, definition) ? Reply.Ok(true)
                : Reply.Error(StatusCodes.Status409Conflict, $"Wrong input: Collection `{name}` already exists!");
        });
    }

    private static object Description(CollectionDefinition definition) => new
    {
        status = "green",
        optimizer_status = "ok",
        points_count = 0,
        segments_count = 0,
        config = new { @params = definition.Parameters },
        payload_schema = new { },
    };

    private static IResult Missing(string name) => Reply.Error(StatusCodes.Status404NotFound, $"Not found: Collection `{name}` doesn't exist!");
}
