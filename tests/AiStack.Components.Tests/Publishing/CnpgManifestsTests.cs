using AiStack.Components.Cnpg;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class CnpgManifestsTests
{
    [Fact]
    public void Publish_FirstOwner_HasThePasswordThatTheOperatorMakesAndAppsACopy()
    {
        var secrets = new Scenario("cnpg-two-databases").Publish().Secrets.Where(secret => secret.Name == "pg-app").ToDictionary(secret => secret.Namespace);

        Assert.Equal(["langflow", "postgres"], secrets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(CnpgFacts.Title, secrets["postgres"].MadeBy);
        Assert.Equal("postgres", secrets["langflow"].CopyOf);
    }

    [Fact]
    public void Publish_FurtherOwner_NeedsASecretOfTheTypeThatTheOperatorTakes()
    {
        var secret = new Scenario("cnpg-two-databases").Publish().Secrets.Single(secret => secret is { Name: "pg-chats", Namespace: "postgres" });

        Assert.Null(secret.MadeBy);
        Assert.Equal("kubernetes.io/basic-auth", secret.Type);
        Assert.Equal(["username", "password"], secret.Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void Publish_SharedOwner_IsOneRole()
    {
        var publication = new Scenario("cnpg-two-databases").Publish();

        Assert.Single(publication.Objects, made => made.Kind == "DatabaseRole");
        Assert.Equal(2, publication.Objects.Count(made => made.Kind == "Database"));
    }

    // Otherwise the operator would make a password that the store does not know.
    [Fact]
    public void Publish_SecretsFromAStore_GiveTheFirstOwnerItsPassword()
    {
        var publication = new Scenario("external-secrets").Publish();

        Assert.Equal("pg-app", (string?)publication.Find("Cluster", "pg").Spec!["bootstrap"]!["initdb"]!["secret"]!["name"]);
        Assert.DoesNotContain(publication.Secrets, secret => secret.MadeBy is not null || secret.CopyOf is not null);
        Assert.DoesNotContain(publication.Objects, made => made.Kind == "Secret");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Publish_Instances_HaveABudgetWhenOneCanGo(int instances, bool hasBudget) =>
        Assert.Equal(hasBudget, (bool?)Publish($"instances: {instances}, databases: {{ langflow: {{}} }}").Find("Cluster", "pg").Spec!["enablePDB"]);

    [Fact]
    public void Publish_WithoutDatabases_LeavesTheStartToTheOperator() => Assert.Null(Publish("instances: 1").Find("Cluster", "pg").Spec!["bootstrap"]);

    [Fact]
    public void Publish_Operator_IsAPinnedRelease()
    {
        var release = Assert.Single(Publish("instances: 1").Releases);

        Assert.Equal((CnpgFacts.ReleaseName, CnpgFacts.OperatorNamespace, CnpgFacts.ChartVersion), (release.Name, release.Namespace, release.Version));
    }

    private static Publication Publish(string cnpg) => StackText.Publish($"components: {{ pg: {{ kind: cnpg, {cnpg} }} }}");
}
