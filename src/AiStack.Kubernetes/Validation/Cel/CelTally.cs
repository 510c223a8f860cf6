namespace AiStack.Kubernetes.Validation.Cel;

/// <summary>How often rules in the Common Expression Language were evaluated, and which could not be.</summary>
public sealed class CelTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Rule, string Reason), int> _notEvaluated = [];

    /// <summary>Evaluations that came to an answer.</summary>
    public int Evaluated { get; private set; }

    /// <summary>Rules that compare with the state before, which a new object does not have.</summary>
    public int NotApplicable { get; private set; }

    /// <summary>Rules that could not be evaluated, with the reason and how often.</summary>
    public IReadOnlyList<CelGap> NotEvaluated
    {
        get
        {
            lock (_lock)
            {
                return [.. _notEvaluated.Select(entry => new CelGap(entry.Key.Rule, entry.Key.Reason, entry.Value))];
            }
        }
    }

    internal void CountEvaluated()
    {
        lock (_lock)
        {
            Evaluated++;
        }
    }

    internal void CountNotApplicable()
    {
        lock (_lock)
        {
            NotApplicable++;
        }
    }

    internal void CountNotEvaluated(string rule, string reason)
    {
        lock (_lock)
        {
            _notEvaluated[(rule, reason)] = _notEvaluated.GetValueOrDefault((rule, reason)) + 1;
        }
    }
}
