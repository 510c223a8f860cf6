using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Vllm;

/// <summary>Command lines of our own programs that simulate a vLLM component: a simulator for each model, and the router in front of them.</summary>
public static class SimulatedVllm
{
    /// <summary>The simulator's arguments for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="port">Port on localhost that it listens on.</param>
    /// <param name="configuration">Where <c>AiStack:Simulator</c> says what only a simulated model has.</param>
    public static IReadOnlyList<string> EngineArguments(ModelSpec model, int port, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        return [.. VllmArguments.For(model), "--host", "localhost", "--port", port.ToString(CultureInfo.InvariantCulture), .. SimulatorSettings.ArgumentsFor(model, configuration)];
    }

    /// <summary>Our router's arguments.</summary>
    /// <param name="vllm">The component.</param>
    /// <param name="port">Port on localhost that it listens on.</param>
    /// <param name="engines">Models with the addresses of their engines.</param>
    public static IReadOnlyList<string> RouterArguments(VllmSpec vllm, int port, IReadOnlyList<(ModelSpec Model, string Url)> engines)
    {
        ArgumentNullException.ThrowIfNull(vllm);
        ArgumentNullException.ThrowIfNull(engines);
        return
        [
            "router", "--host", "localhost", "--port", port.ToString(CultureInfo.InvariantCulture), "--startup-patience", VllmRouterHosting.StartupPatience,
            .. VllmRouterHosting.RoutingArguments(vllm, string.Join(',', engines.Select(engine => engine.Url)), [.. engines.Select(engine => engine.Model)], isPublished: false).Select(argument => (string)argument),
        ];
    }
}
