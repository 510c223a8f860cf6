namespace AiStack.Kubernetes.Formats;

/// <summary>What the files of a publication are made for.</summary>
public enum OutputFormat
{
    /// <summary>A tree with a file for each object, and a kustomization.</summary>
    Plain,

    /// <summary>A Helm chart whose defaults render the same objects.</summary>
    Helm,

    /// <summary>The tree of <see cref="Plain"/> in a Git repository, and the Argo CD Applications that keep a cluster like it.</summary>
    ArgoCd,
}
