using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests;

/// <summary>Names that components of a file get when they run here, beside those of the programs that others run.</summary>
public sealed class LocalNamesTests
{
    [Theory]
    [InlineData("vllm: { kind: vllm, models: { b: { model_path: org/b, model_type: chat }, b-0: { model_path: org/b0, model_type: chat } } }", "b", "b-0", "vllm-b-0", "vllm-b-0-0")]
    [InlineData("x: { kind: vllm, models: { x-router: { model_path: org/b, model_type: chat } } }", "x-router", "x-x-router", "x-x-router-0")]
    [InlineData("x: { kind: vllm, models: { b: { model_path: org/b, model_type: chat } } }\n  x-router: { kind: redis }", "x-router", "x-router-2")]
    [InlineData("aspire-dashboard: { kind: redis }", "aspire-dashboard-2")]
    [InlineData("api: { kind: redis }\n  api-gateway: { kind: redis }\n  api-0: { kind: redis }", "api", "api-gateway", "api-0")]
    public void Name_ThatAnotherComponentsProgramHas_IsNotTakenFromIt(string components, params string[] names)
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=containers");

        builder.AddStack(StackText.Read($"components:\n  {components}\n"));

        Assert.Subset(builder.Resources.Select(resource => resource.Name).ToHashSet(), names.ToHashSet());
    }
}
