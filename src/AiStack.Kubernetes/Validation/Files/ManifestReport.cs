using AiStack.Kubernetes.Validation.Cel;

namespace AiStack.Kubernetes.Validation.Files;

/// <summary>What came of validating a directory.</summary>
/// <param name="Problems">Problems, in the order of files and lines.</param>
/// <param name="Files">Files that were read.</param>
/// <param name="Objects">Objects in them.</param>
/// <param name="Skipped">Files and documents that are no objects of Kubernetes, such as <c>kustomization.yaml</c> and values of Helm charts.</param>
/// <param name="KindsWithoutSchema">Kinds without a schema, as <c>apiVersion kind</c>.</param>
/// <param name="Rules">The CEL rules that were evaluated, and those that could not be.</param>
public sealed record ManifestReport(IReadOnlyList<ManifestProblem> Problems, int Files, int Objects, int Skipped, IReadOnlyList<string> KindsWithoutSchema, CelTally Rules);
