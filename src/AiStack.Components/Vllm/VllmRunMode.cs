using AiStack.Hosting;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Vllm;

/// <summary>What the run mode means for vLLM: which engine stands behind a model.</summary>
internal static class VllmRunMode
{
    /// <summary>The application's run mode.</summary>
    /// <exception cref="InvalidSettingException">A setting that decides it has a value that it does not take, whether or not this mode uses it.</exception>
    internal static RunMode Of(IDistributedApplicationBuilder builder)
    {
        SimulatorSettings.Check(builder.Configuration);
        var simulated = AreModelsSimulated(builder);
        return builder.GetRunMode(() => simulated
            ? builder.Configuration["AiStack:Images:simulator"]
            : Images.ReferenceOf(builder.Configuration, "vllm", registry: null, VllmFacts.CpuImage, VllmFacts.CpuTag));
    }

    /// <summary>Whether containers of models run the simulator instead of vLLM. What is published never does.</summary>
    /// <exception cref="InvalidSettingException"><c>AiStack:Models</c> is neither of the two.</exception>
    internal static bool AreModelsSimulated(IDistributedApplicationBuilder builder) => builder.Configuration["AiStack:Models"] switch
    {
        null or "" or "vllm" => false,
        "simulator" => builder.ExecutionContext.IsRunMode,
        var other => throw new InvalidSettingException($"AiStack:Models is '{other}'. It takes vllm or simulator."),
    };

    /// <summary>The simulator's image, which no registry has: it is whatever configuration names.</summary>
    /// <exception cref="InvalidSettingException">It names none.</exception>
    internal static string SimulatorImage(IConfiguration configuration) => configuration["AiStack:Images:simulator"] is { Length: > 0 } image
        ? image
        : throw new InvalidSettingException("AiStack:Models=simulator in containers mode needs an image of the simulator: name it in AiStack:Images:simulator.");
}
