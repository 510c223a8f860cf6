namespace AiStack.StandIn.Roles;

/// <summary>APISIX without any route: each of its ports answers its own paths only.</summary>
internal static class ApisixRole
{
    private const int Traffic = 9080;
    private const int Status = 7085;
    private const int Metrics = 9091;

    public static Role Create() => new("apisix", [Traffic, Status, Metrics], Map);

    private static void Map(WebApplication app)
    {
        app.MapGet("/status", () => Results.Json(new { status = "ok" })).AddEndpointFilter(OnlyOn(Status));
        app.MapGet("/status/ready", () => Results.Json(new { status = "ok" })).AddEndpointFilter(OnlyOn(Status));
        app.MapGet("/apisix/prometheus/metrics", () => Results.Text("# TYPE apisix_http_requests_total gauge\napisix_http_requests_total 0\n", "text/plain; version=0.0.4"))
            .AddEndpointFilter(OnlyOn(Metrics));
        app.MapFallback(() => NoRoute());
    }

    private static Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> OnlyOn(int port) =>
        (context, next) => context.HttpContext.Connection.LocalPort == port ? next(context) : ValueTask.FromResult<object?>(NoRoute());

    private static IResult NoRoute() => Results.Json(new { error_msg = "404 Route Not Found" }, statusCode: StatusCodes.Status404NotFound);
}
