namespace AiStack.Kubernetes.Validation;

/// <summary>What was found in an object so far.</summary>
internal sealed class FindingList
{
    private readonly List<ObjectFinding> _findings = [];
    private readonly HashSet<ObjectFinding> _known = [];

    /// <summary>The findings, each once, in the order they were found.</summary>
    public IReadOnlyList<ObjectFinding> Findings => _findings;

    /// <summary>Adds a finding, unless the same is known already.</summary>
    public void Add(ObjectPath place, string message)
    {
        var finding = new ObjectFinding(place.ToString(), message);
        if (_known.Add(finding))
        {
            _findings.Add(finding with { Place = place });
        }
    }
}
