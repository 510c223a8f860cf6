namespace Aspire.Hosting.Pipelines;

/// <summary>Works out which steps are carried out, and in which order.</summary>
internal static class PipelineOrder
{
    /// <summary>The steps that one needs, each after those it depends on, and that one last.</summary>
    /// <exception cref="DistributedApplicationException">A step that is named is not there, or steps depend on each other in a circle.</exception>
    internal static IReadOnlyList<PipelineStep> Of(IReadOnlyList<PipelineStep> steps, string last)
    {
        var byName = steps.ToDictionary(step => step.Name);
        var before = steps.ToDictionary(step => step.Name, step => step.DependsOnSteps.Distinct().ToList());

        foreach (var step in steps)
        {
            foreach (var missing in step.DependsOnSteps.Concat(step.RequiredBySteps).Where(name => !byName.ContainsKey(name)))
            {
                var relation = step.DependsOnSteps.Contains(missing) ? "depends on" : "is required by";
                throw new DistributedApplicationException($"Step '{step.Name}' {relation} '{missing}', which is not a step of the pipeline. {Known(byName)}");
            }

            foreach (var next in step.RequiredBySteps.Where(next => !before[next].Contains(step.Name)))
            {
                before[next].Add(step.Name);
            }
        }

        if (!byName.ContainsKey(last))
        {
            throw new DistributedApplicationException($"'{last}' is not a step of the pipeline. {Known(byName)}");
        }

        var order = new List<PipelineStep>();
        var done = new HashSet<string>();
        var path = new List<string>();
        Visit(last);
        return order;

        void Visit(string name)
        {
            if (done.Contains(name))
            {
                return;
            }

            if (path.IndexOf(name) is >= 0 and var start)
            {
                throw new DistributedApplicationException($"Steps of the pipeline depend on each other in a circle: {string.Join(" -> ", path[start..].Append(name))}.");
            }

            path.Add(name);
            foreach (var earlier in before[name])
            {
                Visit(earlier);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(name);
            order.Add(byName[name]);
        }
    }

    private static string Known(Dictionary<string, PipelineStep> byName) => $"Its steps are: {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.";
}
