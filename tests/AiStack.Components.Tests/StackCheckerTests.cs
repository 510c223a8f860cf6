using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Schema;

namespace AiStack.Components.Tests;

/// <summary>What only a stack that was written in C# can get wrong.</summary>
public sealed class StackCheckerTests
{
    [Fact]
    public void Check_TwoComponentsOfOneName_IsAProblem()
    {
        var kind = ComponentCatalog.Schema.FindKind("redis")!;
        Component Redis() => new(kind, "cache", kind.Empty, new CodeSource("cache"));

        var problem = Assert.Single(new StackChecker(ComponentCatalog.Schema).Check(new(StackProperties.Empty with { Name = "rag" }, [Redis(), Redis()], [], new CodeSource(""))));

        Assert.Equal("cache: error AIS124: The name 'cache' is used twice. Rename one of them.", problem.ToString());
    }
}
