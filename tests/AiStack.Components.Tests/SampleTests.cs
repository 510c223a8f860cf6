using AiStack.Core.Checks;

namespace AiStack.Components.Tests;

public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. SampleFiles.All.Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_Checked_HasNoProblems(string name) =>
        Assert.Empty(StackFile.Check(Path.Combine(SampleFiles.RepositoryRoot, "samples", name), ComponentCatalog.Schema).Problems);
}
