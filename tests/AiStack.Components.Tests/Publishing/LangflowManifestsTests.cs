using AiStack.Kubernetes.Formats.Readme;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class LangflowManifestsTests
{
    private const string Shared = "redis: { kind: redis }, pg: { kind: cnpg, databases: { langflow: {} } }";
    private const string Links = "links: [ { from: langflow, to: redis }, { from: langflow, to: pg/langflow } ]";

    [Fact]
    public void Publish_Alone_KeepsItsDatabaseOnItsDiskAndIsReplacedInPlace()
    {
        var langflow = Publish("{ kind: langflow }", "", "").Find("Deployment", "langflow");

        Assert.Equal("True", langflow.Variable("LANGFLOW_SAVE_DB_IN_CONFIG_DIR"));
        Assert.Null(langflow.Variable("LANGFLOW_DATABASE_URL"));
        Assert.Equal("Recreate", (string?)langflow.Spec!["strategy"]!["type"]);
    }

    // A file of a database is for one process, even on a disk that several nodes can mount.
    [Fact]
    public void Publish_SharedDiskWithoutDatabase_IsReplacedInPlace() =>
        Assert.Equal("Recreate", (string?)Publish("{ kind: langflow, storage: { size: 1Gi, access_mode: ReadWriteMany } }", "", "").Find("Deployment", "langflow").Spec!["strategy"]!["type"]);

    [Fact]
    public void Publish_Replicas_AskForADiskThatAllMount()
    {
        var publication = Publish("{ kind: langflow, replicas: 2 }", Shared, Links);

        Assert.Equal("ReadWriteMany", (string?)publication.Find("PersistentVolumeClaim", "langflow-data").Spec!["accessModes"]![0]);
        Assert.Equal("RollingUpdate", (string?)publication.Find("Deployment", "langflow").Spec!["strategy"]!["type"]);
    }

    // Its root file system cannot be written, so what it writes has to be below what is mounted.
    [Theory]
    [InlineData("LANGFLOW_CONFIG_DIR")]
    [InlineData("HOME")]
    [InlineData("NPM_CONFIG_CACHE")]
    public void Publish_WhereItWrites_IsMounted(string variable)
    {
        var langflow = Publish("{ kind: langflow }", "", "").Find("Deployment", "langflow");
        var mounts = langflow.Container()["volumeMounts"]!.AsArray().Select(mount => (string)mount!["mountPath"]!);

        Assert.Contains(mounts, mount => langflow.Variable(variable)!.StartsWith(mount, StringComparison.Ordinal));
    }

    // Any other length is refused when the first flow is stored, long after it was made up.
    [Fact]
    public void Readme_EncryptionKey_IsMadeUpWithTheLengthThatItHasToHave()
    {
        var readme = ReadmeText.Of(Publish("{ kind: langflow }", "", ""), new());

        Assert.Contains("""`printf '%.43s\n' "$(openssl rand -hex 22)"`""", readme, StringComparison.Ordinal);
    }

    private static Publication Publish(string langflow, string others, string links) => StackText.Publish($"components: {{ langflow: {langflow}, {others} }}\n{links}");
}
