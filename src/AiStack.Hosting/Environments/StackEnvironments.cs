using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Hosting.Model;
using Aspire.Hosting;

namespace AiStack.Hosting.Environments;

/// <summary>The target environments that an AppHost describes, and which of them is meant.</summary>
public sealed class StackEnvironments
{
    /// <summary>Configuration key with the name of the environment that is meant.</summary>
    public const string ConfigurationKey = "AiStack:Environment";

    private readonly IDistributedApplicationBuilder _builder;
    private readonly List<StackEnvironment> _all = [];

    internal StackEnvironments(IDistributedApplicationBuilder builder) => _builder = builder;

    /// <summary>The environments, in the order in which they were first named.</summary>
    public IReadOnlyList<StackEnvironment> All => _all;

    /// <summary>Whether one of them can be meant.</summary>
    /// <value>Default: yes. No for a stack that was read from a file, whose environment was chosen when it was read.</value>
    public bool AreChosen { get; set; } = true;

    /// <summary>The environment of a name; a new one at the first call.</summary>
    /// <param name="name">Its name, in any case.</param>
    public StackEnvironment Of(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        if (Find(name) is { } known)
        {
            return known;
        }

        var environment = new StackEnvironment(name);
        _all.Add(environment);
        return environment;
    }

    /// <summary>Whether an environment is the one that is meant.</summary>
    /// <param name="environment">One of them.</param>
    public bool IsMeant(StackEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return AreChosen && NamesOf(environment.Name, Configured ?? HostEnvironment);
    }

    /// <summary>
    /// The environment that is meant: the one that configuration <see cref="ConfigurationKey"/> names; else, where the application is
    /// published, the one that is called like the host's environment (<c>--environment prod</c>), if there is one.
    /// </summary>
    /// <returns><see langword="null"/>: none, the stack stays as it was described.</returns>
    /// <exception cref="StackProblemsException">Configuration names one that there is not.</exception>
    internal StackEnvironment? Meant()
    {
        var meant = _all.FirstOrDefault(IsMeant);
        return meant is null && AreChosen && Configured is { } name
            ? throw new StackProblemsException([StructureProblems.UnknownEnvironment.At(new Place(ConfigurationKey), $"There is no environment '{name}' in the stack.",
                _all.Count == 0 ? $"Describe it: WithEnvironment(\"{name}\", …) on the Kubernetes target." : $"Use one of: {string.Join(", ", _all.Select(environment => environment.Name))}.")])
            : meant;
    }

    private string? Configured => _builder.Configuration[ConfigurationKey] is { Length: > 0 } name ? name : null;

    // A run is a laptop's, whatever its environment is called.
    private string? HostEnvironment => _builder.ExecutionContext.IsPublishMode ? _builder.Environment.EnvironmentName : null;

    private StackEnvironment? Find(string name) => _all.FirstOrDefault(environment => NamesOf(environment.Name, name));

    private static bool NamesOf(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
