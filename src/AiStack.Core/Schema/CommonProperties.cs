namespace AiStack.Core.Schema;

/// <summary>What may be said about every component.</summary>
public static class CommonProperties
{
    /// <summary>Type of a Kubernetes namespace's name.</summary>
    public static TextType NamespaceName { get; } = new("a namespace: lower-case letters, digits and '-'", Names.DnsLabel(), Names.LongestLabel);

    /// <summary>Namespace, labels and annotations.</summary>
    public static IReadOnlyList<Property> All { get; } =
    [
        new Property<ComponentSpec, string?>("namespace", NamespaceName, spec => spec.Namespace, (spec, name) => spec with { Namespace = name },
            "Kubernetes namespace. Default: the one of this kind."),
        .. WithoutNamespace,
    ];

    /// <summary>Labels and annotations, for kinds that live in no namespace.</summary>
    public static IReadOnlyList<Property> WithoutNamespace =>
    [
        new Property<ComponentSpec, IReadOnlyDictionary<string, string?>>("labels",
            new MapType<string?>(new TextType("a label's name", Names.LabelName(), 317), new TextType("a label's value", Names.LabelValue(), 63)),
            spec => spec.Labels, (spec, labels) => spec with { Labels = labels }, "Labels put on every object published for the component."),
        new Property<ComponentSpec, IReadOnlyDictionary<string, string?>>("annotations",
            new MapType<string?>(new TextType("an annotation's name", Names.LabelName(), 317), new TextType("text", maximumLength: 200_000)),
            spec => spec.Annotations, (spec, annotations) => spec with { Annotations = annotations }, "Annotations put on every object published for the component."),
    ];
}
