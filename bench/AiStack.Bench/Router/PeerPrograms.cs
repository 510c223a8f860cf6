using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace AiStack.Bench.Router;

/// <summary>What a proxy is measured against, each run as a process of its own: this program, started again in another role.</summary>
internal static class PeerPrograms
{
    /// <summary>First argument that makes this program such a peer.</summary>
    public const string Role = "peer";

    /// <summary>A model server that costs next to nothing.</summary>
    public const string Backend = "backend";

    /// <summary>A model server that answers chats, streamed or not.</summary>
    public const string ChatBackend = "chat";

    /// <summary>YARP with one route and one cluster.</summary>
    public const string BareYarp = "yarp";

    private static readonly byte[] s_answer = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello, how can I help you today?"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"total_tokens":18,"completion_tokens":9}}
        """u8.ToArray();

    /// <summary>Runs a peer until it is killed.</summary>
    /// <param name="args">Which one, its port, and for a proxy the port of what is behind it.</param>
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(args[1], CultureInfo.InvariantCulture)));
        if (args[0] == BareYarp)
        {
            builder.Services.AddRouting();
            builder.Services.AddReverseProxy().LoadFromMemory(
                [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "{**rest}" } }],
                [new ClusterConfig
                {
                    ClusterId = "one",
                    Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = $"http://localhost:{args[2]}" } },
                }]);
        }

        await using var application = builder.Build();
        if (args[0] == BareYarp)
        {
            application.UseRouting();
            application.MapReverseProxy();
        }
        else
        {
            application.Run(args[0] == ChatBackend ? Gateway.ChatBackend.AnswerAsync : AnswerAsync);
        }

        await application.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            // Proxies that ask what it serves learn that it is there and does not say.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = s_answer.Length;
        await context.Response.Body.WriteAsync(s_answer);
    }
}
