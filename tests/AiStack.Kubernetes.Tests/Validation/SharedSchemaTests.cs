namespace AiStack.Kubernetes.Tests.Validation;

public sealed class SharedSchemaTests
{
    [Fact]
    public void EverySchema_OfTheSharedOnes_CanBeRead()
    {
        foreach (var type in SharedSchemas.Set.Types)
        {
            Assert.NotNull(type.Schema);
            Assert.NotNull(type.IsNamespaced);
        }

        Assert.True(SharedSchemas.Set.TryFind("apps/v1", "Deployment", out var deployment) && deployment.IsNamespaced == true);
        Assert.True(SharedSchemas.Set.TryFind("karpenter.sh/v1", "NodePool", out var pool) && pool.IsNamespaced == false);
        Assert.All(SharedSchemas.Set.Plugins.Where(name => !name.EndsWith(')')), name => Assert.NotNull(SharedSchemas.Set.FindPlugin(name)));
        Assert.Contains("limit-count", SharedSchemas.Set.Plugins);
    }
}
