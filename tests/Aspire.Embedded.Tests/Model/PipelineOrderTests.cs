using Aspire.Hosting;
using Aspire.Hosting.Pipelines;

namespace Aspire.Embedded.Tests.Model;

public sealed class PipelineOrderTests
{
    [Fact]
    public void Order_FollowsBothDirectionsAndLeavesTheRestOut()
    {
        var order = PipelineOrder.Of([Step("publish"), Step("write", requiredBy: ["publish"]), Step("check", requiredBy: ["write"]), Step("deploy", dependsOn: ["publish"])], "publish");
        Assert.Equal(["check", "write", "publish"], order.Select(step => step.Name));
    }

    [Fact]
    public void Order_Circle_IsNamed()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => PipelineOrder.Of([Step("a", dependsOn: ["b"]), Step("b", dependsOn: ["c"]), Step("c", dependsOn: ["b"])], "a"));
        Assert.Equal("Steps of the pipeline depend on each other in a circle: b -> c -> b.", exception.Message);
    }

    [Fact]
    public void Order_UnknownStep_SaysWhoNamesIt()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => PipelineOrder.Of([Step("a", requiredBy: ["publsh"])], "a"));
        Assert.Equal("Step 'a' is required by 'publsh', which is not a step of the pipeline. Its steps are: a.", exception.Message);
    }

    private static PipelineStep Step(string name, List<string>? dependsOn = null, List<string>? requiredBy = null) =>
        new() { Name = name, Action = _ => Task.CompletedTask, DependsOnSteps = dependsOn ?? [], RequiredBySteps = requiredBy ?? [] };
}
