using AiStack.Core.Problems;

namespace AiStack.Kubernetes.Publishing;

/// <summary>What can be wrong with what a stack would be published as.</summary>
public static class OutputProblems
{
    /// <summary>Two components would publish the same object.</summary>
    public static ProblemKind DoubledObject { get; } = new("AIS501", Severity.Error, "Two objects of one name",
        "Two components of the stack would publish an object of the same kind and name in the same namespace; the second would overwrite\nthe first. Rename one of the components, or give one another `namespace`.");

    /// <summary>An object refers to something that is not there.</summary>
    public static ProblemKind DanglingReference { get; } = new("AIS502", Severity.Error, "Reference to nothing",
        "An object of the publication refers to another one (a Service, a port, a key, a pod) that is not part of it and that nothing in the\ncluster would make. Where no setting of yours explains it, it is a mistake of this program: please report it.");

    /// <summary>A component of the stack is in the namespace of an operator.</summary>
    public static ProblemKind SharedNamespace { get; } = new("AIS503", Severity.Warning, "Namespace shared with others",
        "A stack closes its namespaces to the network and enforces a Pod Security level. Where an operator lives in one of them it would be cut\noff, with everybody else whom it serves, and so would those in the namespaces of every cluster (default, kube-system, …): there\nonly the stack's own pods are closed and nothing is enforced. Give the component another `namespace`. What belongs to the\nstack as a whole (alerts, dashboards) is in the namespace that is named like the stack.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } = [DoubledObject, DanglingReference, SharedNamespace];
}
