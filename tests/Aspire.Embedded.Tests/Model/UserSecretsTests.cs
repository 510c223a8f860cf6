using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Embedded.Tests.Model;

public sealed class UserSecretsTests
{
    [Fact]
    public async Task Set_SeveralKeys_KeepsThemAllForTheirOwnerOnly()
    {
        var id = $"aistack-test-{Guid.NewGuid():n}";
        var path = PathHelper.GetSecretsPathFromSecretsId(id);
        try
        {
            Parallel.For(0, 8, i => UserSecrets.Set(id, $"Parameters:p{i}", $"v{i}"));

            var secrets = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsObject();
            Assert.Equal(Enumerable.Range(0, 8).Select(i => $"v{i}"), Enumerable.Range(0, 8).Select(i => (string?)secrets[$"Parameters:p{i}"]));
            Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }
        finally
        {
            if (Directory.Exists(Path.GetDirectoryName(path)))
            {
                Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
            }
        }
    }

    [Fact]
    public async Task Set_KeyThatDiffersInCaseOnly_TakesThePlaceOfTheOther()
    {
        var id = $"aistack-test-{Guid.NewGuid():n}";
        var path = PathHelper.GetSecretsPathFromSecretsId(id);
        try
        {
            UserSecrets.Set(id, "Parameters:qdrant-Key", "first");
            UserSecrets.Set(id, "Parameters:qdrant-key", "second");

            var secrets = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsObject();
            Assert.Equal("second", (string?)Assert.Single(secrets).Value);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
