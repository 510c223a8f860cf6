namespace AiStack.Kubernetes.Platform;

/// <summary>The order in which releases are installed: each behind those that it needs, and those that need the stack itself last.</summary>
internal static class ReleaseOrder
{
    public static IReadOnlyList<PlatformRelease> Of(IEnumerable<PlatformRelease> releases)
    {
        var byName = releases.OrderBy(release => release.NeedsStack).ThenBy(release => release.Name, StringComparer.Ordinal).ToDictionary(release => release.Name);
        var ordered = new List<PlatformRelease>();
        var seen = new HashSet<string>();
        foreach (var release in byName.Values)
        {
            Visit(release);
        }

        return ordered;

        void Visit(PlatformRelease release)
        {
            if (!seen.Add(release.Name))
            {
                return;
            }

            foreach (var earlier in release.After)
            {
                if (byName.TryGetValue(earlier, out var needed))
                {
                    Visit(needed);
                }
            }

            ordered.Add(release);
        }
    }
}
