using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace AiStack.Hosting;

/// <summary>Where one of our own programs lies on this machine.</summary>
/// <param name="Path">Full path of the executable file.</param>
public sealed record ProgramFile(string Path)
{
    /// <summary>The directory to start the program in.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Finds a program: where <c>AiStack:Programs:&lt;name&gt;</c> says, else in <c>programs/&lt;name&gt;/</c> beside the AppHost.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Short name of the program, such as <c>simulator</c>; also its directory.</param>
    /// <param name="assemblyName">Name of the executable file without extension.</param>
    /// <exception cref="DistributedApplicationException">No such file.</exception>
    public static ProgramFile Find(IDistributedApplicationBuilder builder, string name, string assemblyName)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // A test host loads the AppHost's assembly from its own output directory, so both places are looked at.
        return Find(builder.Configuration, builder.AppHostDirectory, name, assemblyName, System.IO.Path.GetDirectoryName(builder.AppHostAssembly?.Location), AppContext.BaseDirectory);
    }

    /// <summary>Finds a program: where <c>AiStack:Programs:&lt;name&gt;</c> says, else in <c>programs/&lt;name&gt;/</c> below one of several directories.</summary>
    /// <param name="configuration">Settings.</param>
    /// <param name="directory">Directory that a relative path in the settings starts from.</param>
    /// <param name="name">Short name of the program, such as <c>simulator</c>; also its directory.</param>
    /// <param name="assemblyName">Name of the executable file without extension.</param>
    /// <param name="homes">Directories to look below, the likeliest first; <see langword="null"/> and empty ones are passed over.</param>
    /// <exception cref="DistributedApplicationException">No such file.</exception>
    public static ProgramFile Find(IConfiguration configuration, string directory, string name, string assemblyName, params IEnumerable<string?> homes)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var key = $"AiStack:Programs:{name}";
        var file = OperatingSystem.IsWindows() ? assemblyName + ".exe" : assemblyName;
        if (configuration[key] is { Length: > 0 } configured)
        {
            var path = System.IO.Path.GetFullPath(configured, directory);
            path = System.IO.Directory.Exists(path) ? System.IO.Path.Combine(path, file) : path;
            return File.Exists(path) ? new ProgramFile(path) : throw new InvalidSettingException($"{key} names '{configured}', but there is no file '{path}'.");
        }

        var places = homes.Where(home => !string.IsNullOrEmpty(home)).Distinct().Select(home => System.IO.Path.Combine(home!, "programs", name, file)).ToArray();
        return places.FirstOrDefault(File.Exists) is { } found
            ? new ProgramFile(found)
            : throw new DistributedApplicationException($"The program '{name}' is missing: no file '{places[0]}'. Build the AppHost again, or name the program's file in {key}.");
    }
}
