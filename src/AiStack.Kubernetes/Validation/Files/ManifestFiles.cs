namespace AiStack.Kubernetes.Validation.Files;

/// <summary>Which files of a directory hold objects.</summary>
internal static class ManifestFiles
{
    private const string Chart = "Chart.yaml";

    private static readonly string[] s_otherNames = ["kustomization.yaml", "kustomization.yml", Chart, "Chart.lock", "helmfile.yaml", "values.schema.json"];

    /// <summary>Files of a directory that may hold objects, and how many others with YAML or JSON there are.</summary>
    public static (IReadOnlyList<string> Files, int Skipped) Of(string path)
    {
        if (File.Exists(path))
        {
            return ([path], 0);
        }

        var all = FilesBelow.Of(path).Where(IsData).ToList();
        var files = all.Where(file => !IsOther(file, path)).ToList();
        return (files, all.Count - files.Count);
    }

    private static bool IsData(string file) => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    private static bool IsOther(string file, string root)
    {
        var name = Path.GetFileName(file);
        return s_otherNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (name.StartsWith("values", StringComparison.OrdinalIgnoreCase) && (name.Length == "values.yaml".Length || name[6] is '.' or '-'))
            || IsTemplate(Path.GetDirectoryName(file), root);
    }

    // Templates of a chart are no YAML before Helm has rendered them.
    private static bool IsTemplate(string? directory, string root)
    {
        for (; directory is { Length: > 0 } && directory.Length >= root.Length; directory = Path.GetDirectoryName(directory))
        {
            if (Path.GetFileName(directory) == "templates" && File.Exists(Path.Combine(Path.GetDirectoryName(directory) ?? "", Chart)))
            {
                return true;
            }
        }

        return false;
    }
}
