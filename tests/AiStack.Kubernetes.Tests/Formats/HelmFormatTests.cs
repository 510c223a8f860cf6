using System.Text.RegularExpressions;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Quotas;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Tests.Formats;

/// <summary>The chart, as Helm itself reads it.</summary>
public sealed class HelmFormatTests : IDisposable
{
    private static readonly Publication s_publication = ResourceQuotas.AddTo(MadePublication.Of());
    private readonly WrittenFiles _files = new(PublicationFiles.Of(s_publication, new() { Format = OutputFormat.Helm }));

    [Fact]
    public void Chart_WithoutValues_RendersTheSameObjects() =>
        ObjectTexts.AreSame(ObjectTexts.Of(s_publication.Objects), ObjectTexts.Read(Render()));

    [Fact]
    public void Chart_EveryValueSet_ChangesWhatItsCommentSays()
    {
        var changed = new ChangedValues(s_publication);
        _files.Add("changed.yaml", KubernetesYaml.Write(changed.Json));

        changed.AreIn(ObjectTexts.Of(s_publication.Objects), ObjectTexts.Read(Render("--values", "changed.yaml")));
    }

    [Theory]
    [InlineData("values.yaml")]
    [InlineData("values.schema.json")]
    [InlineData("templates/NOTES.txt")]
    [InlineData("templates/namespaces/servers/front-deployment.yaml")]
    [InlineData("templates/namespaces/servers/front-migration-0123abcd-job.yaml")]
    [InlineData("templates/namespaces/servers/dashboards-configmap.yaml")]
    [InlineData("templates/namespaces/servers/awake-scaler-scaledobject.yaml")]
    [InlineData("templates/namespaces/servers/vllm-chat-vllmruntime.yaml")]
    public void Chart_File_ReadsAsExpected(string file)
    {
        var text = File.ReadAllText(Path.Combine(_files.Directory, file));

        Assert.Equal(GoldenText.Of($"chart/{Path.GetFileName(file)}", text), text);
    }

    [Fact]
    public void Chart_Linted_IsInOrder() => Assert.Contains("0 chart(s) failed", ClusterProgram.Helm(_files.Directory, "lint", "--strict", "."), StringComparison.Ordinal);

    [Fact]
    public void Chart_NamespacesOfOthers_HasNone()
    {
        var rest = ObjectTexts.Of(s_publication.Objects.Where(made => made.Kind != "Namespace"));

        ObjectTexts.AreSame(rest, ObjectTexts.Read(Render("--set", "namespaces.create=false")));
    }

    [Fact]
    public void Chart_StorageClassTakenAway_LeavesItToTheCluster()
    {
        var claim = ObjectTexts.Read(Render("--set", "storage.front.class="))["v1 PersistentVolumeClaim servers/front"];

        Assert.False(claim["spec"]!.AsObject().ContainsKey("storageClassName"));
        Assert.Equal("5Gi", claim["spec"]!["resources"]!["requests"]!["storage"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("replicas.front=many")]
    [InlineData("replicas.front=-1")]
    [InlineData("scaling.vllmChatScaler.max=0")]
    [InlineData("scaling.vllmChatScaler.min=-1")]
    [InlineData("scaling.awakeScaler.min=0")]
    [InlineData("replica.front=1")]
    [InlineData("images.nginx=nginx:1")]
    [InlineData("domain=https://example.com")]
    [InlineData("storage.front.size=lots")]
    [InlineData("secrets.hub=My_Secret")]
    [InlineData("resources.vllmChat.cpu=0.5")]
    [InlineData("resources.vllmChat.cpu=1000m")]
    [InlineData("resources.vllmChat.memory=1024Mi")]
    [InlineData("resources.vllmChat.memory=1.5Gi")]
    [InlineData("resources.vllmChat.memory=98304Mi")]
    [InlineData("resources.vllmChat.memory=8000M")]
    [InlineData("resources.vllmChat.gpu=01")]
    [InlineData("storage.vllmChat.size=20480Mi")]
    public void Chart_ValueThatCannotBeMeant_IsRefused(string value) =>
        Assert.Contains("values don't meet the specifications of the schema", Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Render("--set", value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("resources.vllmChat.cpu=500m")]
    [InlineData("resources.vllmChat.cpu=2500m")]
    [InlineData("resources.vllmChat.memory=1536Mi")]
    [InlineData("resources.vllmChat.memory=1000Mi")]
    [InlineData("resources.vllmChat.memory=8G")]
    [InlineData("resources.vllmChat.memory=98305Mi")]
    [InlineData("storage.vllmChat.size=100Gi")]
    [InlineData("storage.front.size=1024Mi")]
    [InlineData("resources.front.requests.cpu=0.5")]
    public void Chart_QuantityAsTheApiServerWritesIt_IsTaken(string value) => Render("--set", value);

    [Fact]
    public void Chart_MinimumAboveMaximum_IsRefusedWithBoth() =>
        Assert.Contains(
            "scaling.awakeScaler.min (4) is more than scaling.awakeScaler.max (3): lower the one or raise the other",
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Render("--set", "scaling.awakeScaler.min=4")).Message, StringComparison.Ordinal);

    [Fact]
    public void Chart_MinimumUpToTheMaximum_IsTaken() =>
        Assert.Equal("3", $"{ObjectTexts.Read(Render("--set", "scaling.awakeScaler.min=3"))["example.org/v1 ScaledObject servers/awake-scaler"]["spec"]!["minReplicaCount"]}");

    [Fact]
    public void Values_OfThePublication_AreNamedShortlyAndUniquely()
    {
        var values = new HelmChart(s_publication).Values;

        Assert.Equal(
            [
                "images.exampleOrgServer", "images.vllmOpenai", "images.xServer", "quotas.platform", "quotas.servers", "replicas.back", "replicas.db", "replicas.front", "resources.back", "resources.front", "resources.frontMigration", "resources.vllmChat", "scaling.awakeScaler", "scaling.vllmChatScaler",
                "secrets.frontKey", "secrets.hub", "storage.db", "storage.front", "storage.vllmChat",
            ],
            values.Select(value => $"{value.Section}.{value.Key}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_BesideActions_HaveNothingThatHelmWouldTakeForOne()
    {
        var actions = new HelmChart(s_publication).Templates.SelectMany(entry => Regex.Matches(entry.Template, @"\{\{.*?\}\}").Select(match => match.Value)).Distinct();

        Assert.All(actions, action => Assert.Matches(new Regex("""
            ^\{\{(-?\ (if|with|toYaml)?\ ?\.Values(\.[A-Za-z][A-Za-z0-9]*)+(\ \|\ (quote|nindent\ [0-9]+))?\ |\ \.\ \|\ quote\ |-\ end\ |\ "\{\{"\ |\ printf\ "%s/%s"(\ \.Values\.images\.[A-Za-z0-9.]+){2}\ \|\ quote\ 
            |-\ if\ gt(\ \(int\ \.Values\.scaling\.[A-Za-z0-9.]+\)){2}\ |\ fail\ \(printf\ "[^"{}]+"(\ \.Values\.scaling\.[A-Za-z0-9.]+){2}\)\ |\ end\ -
            |\ \$with\ :=\ list(\ \.Values[A-Za-z0-9.]+)+\ \|\ toJson\ \|\ sha256sum\ \|\ trunc\ 8\ |\ if\ eq\ \$with\ "[0-9a-f]{8}"\ |\ else\ |\ \$with\ |\ end\ )\}\}$
            """, RegexOptions.IgnorePatternWhitespace), action));
    }

    [Fact]
    public void Job_WithOtherValues_IsAnotherJob()
    {
        string[] Jobs(params string[] arguments) => [.. ObjectTexts.Read(Render(arguments)).Keys.Where(name => name.StartsWith("batch/v1 Job", StringComparison.Ordinal))];

        var changed = Assert.Single(Jobs("--set", "domain=example.net"));
        Assert.Matches("^batch/v1 Job servers/front-migration-0123abcd-[0-9a-f]{8}$", changed);
        Assert.NotEqual(changed, Assert.Single(Jobs("--set", "domain=example.com,images.vllmOpenai.registry=mirror.example.net")));
        Assert.Equal(["batch/v1 Job servers/front-migration-0123abcd"], Jobs("--set", "replicas.back=7"));
    }

    [Fact]
    public void RolloutText_WithOtherValues_IsAnother()
    {
        string Text(params string[] arguments) => (string)ObjectTexts.Read(Render(arguments))["example.org/v1 VLLMRuntime servers/vllm-chat"]["spec"]!["deploymentConfig"]!["podAnnotations"]!["configuration"]!;

        Assert.Equal("0123", Text());
        Assert.Equal("0123", Text("--set", "replicas.front=7,secrets.frontKey=other"));
        Assert.Matches("^0123-[0-9a-f]{8}$", Text("--set", "secrets.hub=other"));
        Assert.NotEqual(Text("--set", "secrets.hub=other"), Text("--set", "secrets.hub=another"));
    }

    [Fact]
    public void SecretNamedInThePlatform_IsNoValue()
    {
        var release = s_publication.Releases[0] with { Values = new() { ["existingSecret"] = "front-key" } };

        Assert.DoesNotContain(new HelmChart(s_publication with { Releases = [release] }).Values, value => value.Key == "frontKey");
    }

    [Fact]
    public void SecretMadeByAnOperator_IsNoValue() => Assert.DoesNotContain(new HelmChart(s_publication).Values, value => value.Key == "dbApp");

    [Theory]
    [InlineData("vllm-openai-cpu", "vllmOpenaiCpu")]
    [InlineData("7b", "n7b")]
    [InlineData("a.b_c", "aBC")]
    [InlineData("X", "x")]
    public void CamelCase_OfAName_CanBeAFieldOfATemplate(string name, string key) => Assert.Equal(key, ValueNames.CamelCase(name));

    [Fact]
    public void ValueNames_AllNamesTaken_AreNumbered() => Assert.Equal(["a", "bC", "bC2"], ValueNames.Of([["a"], ["b", "b-c"], ["b", "b.c"]]));

    public void Dispose() => _files.Dispose();

    private string Render(params string[] arguments) => ClusterProgram.Helm(_files.Directory, ["template", "test", ".", .. arguments]);
}
