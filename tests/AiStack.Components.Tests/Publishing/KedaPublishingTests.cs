using System.Text.Json.Nodes;
using AiStack.Components.Keda;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>What links from KEDA are published as, where a scenario's files do not say why.</summary>
public sealed class KedaPublishingTests
{
    public static TheoryData<string> Stacks => [.. PublishedStack.All];

    [Theory, MemberData(nameof(Stacks))]
    public void Queries_Always_HaveOneElementOfOneNamespace(string stack) => Assert.All(Triggers(PublishedStack.Publish(stack)), trigger =>
    {
        var query = (string)trigger["metadata"]!["query"]!;
        Assert.Matches(@"^(sum|max)\(", query);
        Assert.Contains("job=\"", query, StringComparison.Ordinal);
        Assert.Contains("namespace=\"", query, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(Stacks))]
    public void Metadata_Always_IsText(string stack) =>
        Assert.All(Triggers(PublishedStack.Publish(stack)).SelectMany(trigger => trigger["metadata"]!.AsObject()), entry => Assert.Equal(System.Text.Json.JsonValueKind.String, entry.Value!.GetValueKind()));

    [Theory, MemberData(nameof(Stacks))]
    public void Triggers_Always_UseCachedMetrics(string stack) => Assert.All(Triggers(PublishedStack.Publish(stack)), trigger => Assert.True((bool)trigger["useCachedMetrics"]!));

    [Theory, MemberData(nameof(Stacks))]
    public void Sleeping_Always_IsWokenAndNotSentToSleepBeforeItsFirstStart(string stack) =>
        Assert.All(PublishedStack.Publish(stack).Objects.Where(made => made.Kind == "ScaledObject" && (int)made.Spec!["minReplicaCount"]! == 0), made =>
        {
            Assert.Contains(made.Spec!["triggers"]!.AsArray(), trigger => ((string)trigger!["metadata"]!["query"]!).Contains("vllm:num_incoming_requests_total", StringComparison.Ordinal));
            Assert.True((int)made.Spec["initialCooldownPeriod"]! > Components.Vllm.VllmFacts.LongestStart.TotalSeconds);
        });

    [Fact]
    public void OfRequests_OfALongScrapeInterval_LooksBackOnFourOfThem() =>
        Assert.Equal("max(rate(vllm:num_incoming_requests_total{job=\"r\",namespace=\"n\",model=\"org/m\"}[4m]) > bool 0)", ScalingQuery.OfRequests("r", "n", "org/m", TimeSpan.FromMinutes(1)));

    [Fact]
    public void Behavior_OfALongCooldown_StaysWithinTheAutoscalersLimit() =>
        Assert.Equal(TimeSpan.FromHours(1), ScalingBehavior.Of(new() { MinReplicas = 0, CooldownPeriod = TimeSpan.FromHours(5) }).StabilizationWindow);

    [Fact]
    public void Behavior_OfAModelThatNeverSleeps_NeedsNoInitialCooldown() => Assert.Null(ScalingBehavior.Of(new()).InitialCooldown);

    private static IEnumerable<JsonObject> Triggers(Publication publication) =>
        publication.Objects.Where(made => made.Kind == "ScaledObject").SelectMany(made => made.ToJson()["spec"]!["triggers"]!.AsArray()).Select(trigger => trigger!.AsObject());
}
