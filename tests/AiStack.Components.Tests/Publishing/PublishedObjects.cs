using System.Text.Json.Nodes;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>What tests look for in a publication.</summary>
internal static class PublishedObjects
{
    /// <summary>The object of a kind and name.</summary>
    public static KubernetesObject Find(this Publication publication, string kind, string name) => publication.Objects.Single(made => made.Kind == kind && made.Name == name);

    /// <summary>The spec of a workload's pods.</summary>
    public static JsonObject PodSpec(this KubernetesObject workload) => (JsonObject)workload.Spec!["template"]!["spec"]!;

    /// <summary>Its first container.</summary>
    public static JsonObject Container(this KubernetesObject workload) => (JsonObject)workload.PodSpec()["containers"]![0]!;

    /// <summary>The value of a variable of its first container; <see langword="null"/>: there is none, or it is a reference.</summary>
    public static string? Variable(this KubernetesObject workload, string name) =>
        (string?)workload.Container()["env"]?.AsArray().FirstOrDefault(variable => (string?)variable!["name"] == name)?["value"];
}
