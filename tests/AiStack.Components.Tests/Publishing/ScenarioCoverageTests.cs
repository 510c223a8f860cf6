using AiStack.Components.NodePools;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Whatever a stack can have is published in a scenario.</summary>
public sealed class ScenarioCoverageTests
{
    private static readonly List<Core.Stack> s_stacks = [.. Scenario.Names.Select(name => new Scenario(name).Publish().Stack)];

    public static TheoryData<string> Links => [.. ComponentCatalog.Schema.Links.Select(link => link.ToString())];

    public static TheoryData<string> Kinds => [.. ComponentCatalog.Schema.Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Links))]
    public void Scenarios_EveryLink_IsInOne(string link) => Assert.Contains(s_stacks, stack => stack.Links.Any(known => known.Kind.ToString() == link));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scenarios_EveryKind_IsInOne(string kind) => Assert.Contains(s_stacks, stack => stack.Components.Any(component => component.Kind.Name == kind));

    [Fact]
    public void Scenarios_EveryProviderOfNodes_IsInOne() =>
        Assert.Equal(Enum.GetValues<NodePoolProvider>(), s_stacks.SelectMany(stack => stack.Of<NodePoolSpec>()).Select(pool => pool.Spec.Provider).Distinct().Order());
}
