using AiStack.Components.Cnpg.Rules;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;

namespace AiStack.Components.Cnpg;

/// <summary>PostgreSQL in the model: databases that others link to.</summary>
internal sealed class CnpgModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "postgres";

    public static ComponentKind Database { get; } = new("database", "A database of a PostgreSQL cluster, with its owner.")
    {
        Properties = CnpgProperties.Database,
        Empty = new CnpgDatabaseSpec(),
        Offers = (stack, database) => [CnpgDatabases.Offer(stack.ParentOf(database), database)],
    };

    public static ComponentKind Cnpg { get; } = new("cnpg", "PostgreSQL, run by CloudNativePG.")
    {
        DefaultNamespace = "postgres",
        Properties = CnpgProperties.Cluster,
        Empty = new CnpgSpec(),
        Children = new("databases", Database),
        Offers = (stack, cnpg) =>
        [
            new MonitoredTarget(cnpg.Name, stack.NamespaceOf(cnpg), new Dictionary<string, string> { [CnpgFacts.ClusterLabel] = cnpg.Name }, CnpgFacts.ClusterLabel, CnpgFacts.MetricsPort, CnpgFacts.MetricsPortName)
            {
                Role = "server",
                NeedsNoLink = true,
            },
        ],
        Endpoints = [new(EndpointName, "tcp", _ => CnpgFacts.Port, (stack, cnpg) => (CnpgFacts.ServiceOf(cnpg.Name), stack.NamespaceOf(cnpg)))],
    };

    public override ComponentKind Kind => Cnpg;

    public override IReadOnlyList<IRule> Rules { get; } = [new DatabaseNameRule(), new OwnerSecretRule(), new ClusterRule()];

    public override IReadOnlyList<ProblemKind> Problems => CnpgProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        var cnpg = builder.AddCnpg(names.Of(component)).WithSpec((CnpgSpec _) => (CnpgSpec)component.Spec);
        cnpg.Resource.Component().Source = component.Source;
        foreach (var child in component.Children)
        {
            var database = cnpg.AddDatabaseOf(names.Of(child), child.Name, (CnpgDatabaseSpec)child.Spec);
            database.Resource.Component().Source = child.Source;
        }
    }

    public void Publish(ManifestContext context, Component component) => CnpgManifests.Publish(context, component);
}
