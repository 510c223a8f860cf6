namespace AiStack.Core.Schema;

/// <summary>What may be said about the stack as a whole.</summary>
public static class StackProperties
{
    /// <summary>Longest name of a stack, in characters.</summary>
    public const int LongestName = 40;

    /// <summary>The value of <c>apiVersion</c>.</summary>
    public const string ApiVersion = "aistack/v1";

    /// <summary>A stack of which nothing was said.</summary>
    public static StackSpec Empty { get; } = new() { Name = null! };

    /// <summary>The properties, in the order they are written.</summary>
    public static PropertySet All { get; } = new(
        new Property<StackSpec, string?>("name", new TextType("a DNS label of at most 40 characters: lower-case letters, digits and '-'", Names.DnsLabel(), LongestName),
            spec => spec.Name, (spec, name) => spec with { Name = name! }, "Name of the stack: the label app.kubernetes.io/part-of of everything published.") { IsRequired = true },
        new Property<StackSpec, string?>("domain", new TextType("a domain such as example.com", Names.DnsSubdomain(), 200),
            spec => spec.Domain, (spec, domain) => spec with { Domain = domain }, "Domain that hosts are made below. Needed as soon as something is exposed."),
        new Property<StackSpec, CloudProvider?>("cloud", new OptionalType<CloudProvider>(new WordType<CloudProvider>(("gke", CloudProvider.Gke), ("eks", CloudProvider.Eks), ("aks", CloudProvider.Aks), ("karpenter", CloudProvider.Karpenter))),
            spec => spec.Cloud, (spec, cloud) => spec with { Cloud = cloud }, "Whose label marks the nodes of an existing pool. Default: our own label, aistack/nodepool."),
        new Property<StackSpec, ServingMode>("serving", new WordType<ServingMode>(("operator", ServingMode.Operator), ("deployment", ServingMode.Deployment)),
            spec => spec.Serving, (spec, serving) => spec with { Serving = serving }, "What runs models in the cluster: the production-stack operator (default) or plain Deployments."),
        new Property<StackSpec, SecretsSpec?>("secrets", new RecordType<SecretsSpec>(
            new(
                new Property<SecretsSpec, SecretsMode>("mode", new WordType<SecretsMode>(("kubernetes", SecretsMode.Kubernetes), ("external", SecretsMode.External)),
                    spec => spec.Mode, (spec, mode) => spec with { Mode = mode }, "Who brings secret values: you, by commands that the output lists (kubernetes, default), or the External Secrets operator (external)."),
                new Property<SecretsSpec, string?>("store", new TextType("the name of a ClusterSecretStore", Names.DnsSubdomain(), 253),
                    spec => spec.Store, (spec, store) => spec with { Store = store }, "ClusterSecretStore to read from; required in external mode.")),
            new()),
            spec => spec.Secrets == new SecretsSpec() ? null : spec.Secrets, (spec, secrets) => spec with { Secrets = secrets ?? new() }, "How secret values reach the cluster."));
}
