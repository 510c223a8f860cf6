namespace AiStack.Kubernetes.References;

/// <summary>What objects of some kinds refer to, checked on a publication as a whole.</summary>
public interface IReferenceRule
{
    /// <summary>References to what is not there: a sentence each, that begins with the object.</summary>
    IEnumerable<string> Check(ReferenceIndex index);
}
