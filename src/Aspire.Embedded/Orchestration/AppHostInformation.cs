using System.Reflection;

namespace Aspire.Hosting.Orchestration;

/// <summary>Which AppHost this is.</summary>
internal sealed record AppHostInformation
{
    private const string ProjectPathKey = "apphostprojectpath";
    private const string ProjectNameKey = "apphostprojectname";

    /// <summary>The AppHost's assembly.</summary>
    internal required Assembly? Assembly { get; init; }

    /// <summary>The directory of its project.</summary>
    internal required string Directory { get; init; }

    /// <summary>Its project file, or what stands for one.</summary>
    internal required string Path { get; init; }

    /// <summary>What the application is called.</summary>
    internal required string Name { get; init; }

    internal static AppHostInformation Find(DistributedApplicationOptions options)
    {
        var assembly = string.IsNullOrEmpty(options.AssemblyName) ? Assembly.GetEntryAssembly() : Assembly.Load(options.AssemblyName);
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(attribute => attribute.Key, attribute => attribute.Value, StringComparer.OrdinalIgnoreCase);
        var file = metadata?[ProjectNameKey].FirstOrDefault();

        // A published AppHost runs where its project is not.
        var directory = options.ProjectDirectory ?? metadata?[ProjectPathKey].FirstOrDefault(System.IO.Directory.Exists) ?? System.IO.Directory.GetCurrentDirectory();
        directory = System.IO.Path.GetFullPath(directory);

        var name = file is null ? assembly?.GetName().Name ?? System.IO.Path.GetFileName(directory) : System.IO.Path.GetFileNameWithoutExtension(file);
        return new() { Assembly = assembly, Directory = directory, Path = System.IO.Path.Combine(directory, file ?? name), Name = options.DashboardApplicationName ?? name };
    }
}
