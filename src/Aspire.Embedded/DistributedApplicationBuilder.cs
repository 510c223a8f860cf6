using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>An application being described.</summary>
[DebuggerDisplay("{Resources.Count} resources")]
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;
    private readonly DistributedApplicationEventing _eventing = new();
    private readonly AppHostInterceptor? _interceptor = AppHostInterceptor.Current;
    private bool _built;

    /// <summary>Begins the description of an application.</summary>
    /// <param name="args">The AppHost's command line.</param>
    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>Begins the description of an application.</summary>
    /// <param name="options">How it is built.</param>
    /// <exception cref="DistributedApplicationException">The AppHost's command line cannot be understood.</exception>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        if (_interceptor is null)
        {
            UnhandledFailure.Install();
        }

        // The configuration is put together below: of the defaults an AppHost needs few, and each costs start-up time.
        var settings = new HostApplicationBuilderSettings { DisableDefaults = true, Configuration = new ConfigurationManager(), Args = options.Args };
        _interceptor?.OnCreating(options, settings);

        var args = settings.Args ?? options.Args ?? [];
        var appHost = AppHostInformation.Find(options);
        settings.Args = null;
        settings.EnvironmentName ??= AppHostConfiguration.EnvironmentName(args);
        settings.ApplicationName ??= appHost.Name;
        settings.ContentRootPath ??= Directory.Exists(appHost.Directory) ? appHost.Directory : AppContext.BaseDirectory;

        _inner = new HostApplicationBuilder(settings);
        AppHostConfiguration.AddSources(_inner.Configuration, _inner.Environment, appHost, args);

        AppHostAssembly = appHost.Assembly;
        AppHostDirectory = appHost.Directory;
        AppHostPath = appHost.Path;
        ExecutionContext = new(AppHostConfiguration.Operation(_inner.Configuration));
        Pipeline = new DistributedApplicationPipeline();

        Services.AddAppHost(this, options, appHost, _eventing, (DistributedApplicationPipeline)Pipeline);
        _interceptor?.OnCreated(this);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _inner.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <summary>The AppHost's project file.</summary>
    public string AppHostPath { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _inner.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _inner.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing => _eventing;

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IDistributedApplicationPipeline Pipeline { get; }

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);

        ModelName.ValidateName("Resource", resource.Name);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new DistributedApplicationResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("The application has been built already; Build can be called once.");
        }

        _built = true;
        _interceptor?.OnBuilding(this);

        var application = new DistributedApplication(_inner.Build()) { IsUnderTest = _interceptor is { StartsApplication: true } };
        ExecutionContext.Services = application.Services;
        _eventing.Logger = application.Services.GetService<ILogger<DistributedApplicationEventing>>();

        _interceptor?.OnBuilt(application);
        return application;
    }
}
