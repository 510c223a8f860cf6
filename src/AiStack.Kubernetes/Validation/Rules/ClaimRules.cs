namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of claims for volumes.</summary>
internal static class ClaimRules
{
    /// <summary>Checks the spec of a claim.</summary>
    public static void Check(Field spec)
    {
        spec.ReportIf(!spec["accessModes"].Items.Any() ? "A claim needs 'accessModes', such as [ReadWriteOnce]." : null);
        spec.ReportIf(!spec["resources"]["requests"]["storage"].IsThere ? "A claim needs 'resources.requests.storage'." : null);
    }
}
