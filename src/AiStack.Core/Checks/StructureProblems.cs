using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>What can be wrong with the shape of a stack: its version, kinds, names and environments.</summary>
public static class StructureProblems
{
    /// <summary>The file is not written for this program.</summary>
    public static ProblemKind ApiVersion { get; } = new("AIS120", Severity.Error, "Unknown apiVersion",
        "The first line of a stack file says which contract it follows: `apiVersion: aistack/v1`.");

    /// <summary>A part of the file is not what it has to be.</summary>
    public static ProblemKind Shape { get; } = new("AIS121", Severity.Error, "Part of the file has the wrong shape",
        "A stack file is a mapping; `components` is a mapping of names, `links` a list of mappings with `from` and `to`,\n`environments` a mapping of names. The message says what stands there instead.");

    /// <summary>A component says no kind or an unknown one.</summary>
    public static ProblemKind UnknownKind { get; } = new("AIS122", Severity.Error, "Component of no known kind",
        "Every component says what it is: `kind: vllm`. The message lists the kinds.");

    /// <summary>A name that Kubernetes would not take.</summary>
    public static ProblemKind BadName { get; } = new("AIS123", Severity.Error, "Name is no DNS label",
        "Names become names of Kubernetes objects and hosts: lower-case letters, digits and '-', beginning and ending with a letter\nor digit, at most 63 characters (a stack's name at most 40).");

    /// <summary>Two things of one name.</summary>
    public static ProblemKind DoubledName { get; } = new("AIS124", Severity.Error, "Name used twice",
        "Components have unique names in a stack, sub-components in their component. Rename one of the two.");

    /// <summary>Nothing to run or publish.</summary>
    public static ProblemKind Empty { get; } = new("AIS125", Severity.Error, "Nothing in it",
        "A stack has at least one component, and some components need at least one sub-component: a vllm without models serves nothing.");

    /// <summary>An override of something that is not there.</summary>
    public static ProblemKind UnknownOverride { get; } = new("AIS126", Severity.Error, "Environment overrides what is not there",
        "An environment changes properties of components and sub-components of the stack, named as links name them:\n`environments: { prod: { vllm/qwen2-chat: { replicas: 3 } } }`. It adds and removes none, and changes no kind.");

    /// <summary>An environment that the file does not have.</summary>
    public static ProblemKind UnknownEnvironment { get; } = new("AIS127", Severity.Error, "Unknown environment",
        "The environment that was asked for is not below `environments` in the file, or, for an AppHost, described by no `WithEnvironment`.");

    /// <summary>Derived names that are too long or equal.</summary>
    public static ProblemKind DerivedName { get; } = new("AIS128", Severity.Error, "Derived name too long or taken",
        "Objects are named after components and sub-components together: a VLLMRuntime `<component>-<model>`, for example.\nWhat comes out has to fit into Kubernetes' limits and be unique in its namespace. Shorten or change one of the names.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
        [ApiVersion, Shape, UnknownKind, BadName, DoubledName, Empty, UnknownOverride, UnknownEnvironment, DerivedName];
}
