using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Environments;
using AiStack.Hosting.Publishing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting.Model;

/// <summary>The stack that an application's resources make up, seen at any time while it is described.</summary>
public sealed class StackModel
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly IReadOnlyList<HostedModule> _modules;
    private Stack? _final;

    private StackModel(IDistributedApplicationBuilder builder, IReadOnlyList<HostedModule> modules)
    {
        (_builder, _modules) = (builder, modules);
        Schema = new(modules);
        Environments = new(builder);
    }

    /// <summary>All that a stack can have.</summary>
    public StackSchema Schema { get; }

    /// <summary>The stack's name and what else was said about it as a whole.</summary>
    /// <value>Default: named after the AppHost's directory.</value>
    public StackSpec Spec { get; set; } = StackProperties.Empty;

    /// <summary>Target environments, in which components differ from what is said about them.</summary>
    public StackEnvironments Environments { get; }

    /// <summary>Names that resources of the stack will have, so that no parameter takes one of them first.</summary>
    /// <value>Default: none, in C# every resource is named where it is added.</value>
    public IReadOnlySet<string> ReservedNames { get; set; } = new HashSet<string>();

    /// <summary>The model of an application; made at the first call, which also has it checked before anything starts.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="modules">The components that there are.</param>
    public static StackModel Of(IDistributedApplicationBuilder builder, IReadOnlyList<HostedModule> modules)
    {
        ArgumentNullException.ThrowIfNull(builder);

        if (Find(builder) is { } known)
        {
            return known;
        }

        var model = new StackModel(builder, modules);
        builder.Services.AddSingleton(model);
        StartErrors.PrintAsOneLine();
        SettingNames.Check(builder.Configuration);
        PublishStep.Add(builder, model);
        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            model.Freeze(started.Services);
            return Task.CompletedTask;
        });
        return model;
    }

    /// <summary>The model of an application, once it has one.</summary>
    public static StackModel? Find(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Services.FirstOrDefault(service => service.ServiceType == typeof(StackModel))?.ImplementationInstance as StackModel;
    }

    /// <summary>The link that joins two resources.</summary>
    /// <returns><see langword="null"/>: one of them is no component, or the pair cannot be linked.</returns>
    public LinkKind? LinkBetween(IResource from, IResource to) =>
        Annotate(from) is { } first && Annotate(to) is { } second ? Schema.FindLink(first.Kind, second.Kind) : null;

    /// <summary>The stack as it is described so far, in no environment; from the start of the application on, the final one, in the environment that is meant, with what was changed since (<see cref="ChangeAsync"/>).</summary>
    public Stack Stack => _final ?? Collect(null).Stack;

    /// <summary>The stack as it is described so far, in an environment.</summary>
    /// <param name="environment">The environment.</param>
    public Stack StackIn(StackEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Collect(environment).Stack;
    }

    /// <summary>Gets the resources of an environment ready, if it is the one that is meant: some can be added only before the application is built.</summary>
    /// <param name="environment">An environment, completely described.</param>
    public void Prepare(StackEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        if (!Environments.IsMeant(environment))
        {
            return;
        }

        foreach (var resource in environment.Resources)
        {
            var component = Annotate(resource) ?? throw new ArgumentException($"'{resource.Name}' is no component of the stack, so it has nothing to override.", nameof(environment));
            _modules.Single(module => module.Kind == component.Kind || module.Kind.Children?.Kind == component.Kind)
                .Prepare(_builder, resource, environment.Apply(resource, component.Spec));
        }
    }

    /// <summary>What the resource is in the stack.</summary>
    /// <returns><see langword="null"/>: it is no part of it.</returns>
    public ComponentAnnotation? Annotate(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        if (resource.Annotations.OfType<ComponentAnnotation>().FirstOrDefault() is { } known)
        {
            return known;
        }

        if (_modules.Select(module => module.Adopt(resource)).FirstOrDefault(found => found is not null) is { } adopted)
        {
            resource.Annotations.Add(adopted);
            return adopted;
        }

        return null;
    }

    /// <summary>The resources of the components that there are now, by the components' references.</summary>
    public IReadOnlyDictionary<string, IResource> Resources =>
        StackCollector.Resources(_builder, Annotate).DistinctBy(found => found.Reference).ToDictionary(found => found.Reference, found => found.Resource);

    /// <summary>The resource of a component, by the component's reference.</summary>
    public IResource? FindResource(string reference) => StackCollector.Resources(_builder, Annotate).FirstOrDefault(pair => pair.Reference == reference).Resource;

    /// <summary>Has a run go on with a stack that was described anew, as far as it can without a restart.</summary>
    /// <param name="wanted">The stack, without errors.</param>
    /// <param name="services">The application's services.</param>
    /// <param name="cancelled">Set when the run ends.</param>
    /// <returns>What takes effect, and what does not.</returns>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public async Task<StackChange> ChangeAsync(Stack wanted, IServiceProvider services, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(services);

        var running = _final ?? throw new InvalidOperationException("A stack that does not run is changed by its builder.");
        var resources = Resources;
        var change = StackChange.Of(
            running, wanted, kind => _modules.Any(module => module.Follows(kind)),
            isRun: reference => resources.TryGetValue(reference, out var resource) && !resource.Annotations.OfType<NotRunAnnotation>().Any(),
            isUnserved: reference => resources.TryGetValue(reference, out var resource) && resource.Annotations.OfType<NotRunAnnotation>().Any(mark => mark.State == NotRunExtensions.NeedsContainers));
        _final = change.Stack;
        var notes = new List<string>();
        try
        {
            foreach (var module in change.Followed.Count == 0 ? [] : _modules)
            {
                notes.AddRange(await module.FollowAsync(_builder, this, services, cancelled).ConfigureAwait(false));
            }
        }
        catch
        {
            // What could not be followed is still to be: the next try finds it changed again.
            _final = running;
            throw;
        }

        return change.With(notes);
    }

    private void Freeze(IServiceProvider services)
    {
        SettingNames.TellOfUnusedPorts(_builder, services);
        var environment = Environments.Meant();
        var (stack, problems) = CollectAndCheck(environment);
        if (environment is null)
        {
            problems = [.. problems, .. EnvironmentProblems.Beyond(problems, Environments.All.Select(other => (other.Name, CollectAndCheck(other).Problems)))];
        }

        problems = ProblemList.InOrder(problems);
        if (problems.HasErrors())
        {
            throw new StackProblemsException(problems);
        }

        StackWarnings.Log(services, problems);
        foreach (var resource in environment?.Resources ?? [])
        {
            // The only one to hear of it is the resource itself: arguments and images are made of its spec.
            var component = resource.Component();
            component.Spec = environment!.Apply(resource, component.Spec);
        }

        _final = stack;
        if (_builder.ExecutionContext.IsRunMode)
        {
            foreach (var module in _modules)
            {
                module.BeforeRun(_builder, this);
            }

            NotRunResources.Release(_builder, services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack"));
        }
        else
        {
            foreach (var module in _modules)
            {
                module.BeforePublish(_builder, this);
            }
        }
    }

    private (Stack Stack, IReadOnlyList<Problem> Problems) Collect(StackEnvironment? environment) => StackCollector.Collect(_builder, Spec, Schema, Annotate, environment);

    private (Stack Stack, IReadOnlyList<Problem> Problems) CollectAndCheck(StackEnvironment? environment)
    {
        var (stack, problems) = Collect(environment);
        return (stack, [.. problems, .. new StackChecker(Schema).Check(stack)]);
    }
}
