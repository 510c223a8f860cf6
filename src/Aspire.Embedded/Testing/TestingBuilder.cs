using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <inheritdoc cref="IDistributedApplicationTestingBuilder"/>
/// <param name="builder">The builder under test.</param>
/// <param name="appHost">The AppHost's entry point, waiting in Build; <see langword="null"/> for a model made in the test.</param>
internal sealed class TestingBuilder(DistributedApplicationBuilder builder, TestedAppHost? appHost) : IDistributedApplicationTestingBuilder
{
    public Assembly? AppHostAssembly => builder.AppHostAssembly;

    public string AppHostDirectory => builder.AppHostDirectory;

    public ConfigurationManager Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public IDistributedApplicationEventing Eventing => builder.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => builder.ExecutionContext;

    public IDistributedApplicationPipeline Pipeline => builder.Pipeline;

    public IResourceCollection Resources => builder.Resources;

    public IServiceCollection Services => builder.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => appHost is null ? builder.Build() : BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        if (appHost is null)
        {
            return builder.Build();
        }

        appHost.Build();
        var application = await appHost.Application.WaitAsync(cancellationToken).ConfigureAwait(false);

        // The entry point waits in Run; it returns when the application is stopped for good.
        application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(appHost.End);
        return application;
    }

    public void Dispose()
    {
        // An application that was built lives on: the test disposes it itself.
        if (appHost is { Application.IsCompletedSuccessfully: false })
        {
            appHost.End();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
