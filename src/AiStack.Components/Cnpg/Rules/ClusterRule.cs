using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Cnpg.Rules;

/// <summary>A PostgreSQL cluster has a database, and a name that CloudNativePG takes.</summary>
internal sealed class ClusterRule : IRule
{
    // CloudNativePG's admission webhook.
    private const int LongestName = 50;

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (cluster, _) in stack.Of<CnpgSpec>())
        {
            if (cluster.Children.Count == 0)
            {
                yield return CnpgProblems.NoDatabase.At(cluster.Source.Of(), $"{cluster} has no database, and nothing links to a server without one.", "Add one below 'databases', or remove the component.");
            }

            if (cluster.Name.Length > LongestName)
            {
                yield return CnpgProblems.LongName.At(cluster.Source.Of(), $"{cluster} has a name of {cluster.Name.Length} characters; CloudNativePG takes {LongestName}.", "Shorten it.");
            }

            if (!char.IsAsciiLetterLower(cluster.Name[0]))
            {
                yield return StructureProblems.DerivedName.At(cluster.Source.Of(), $"The Services of {cluster} would be named '{cluster.Name}-rw' and so on, and names of Services begin with a letter.", "Rename the component.");
            }
        }
    }
}
