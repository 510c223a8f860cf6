using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application being described.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Configuration: command line, environment, appsettings, and user secrets in Development.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The directory of the AppHost's project, to which relative paths are relative.</summary>
    string AppHostDirectory { get; }

    /// <summary>The AppHost's assembly.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Development, Production …</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services that resources and checks use.</summary>
    IServiceCollection Services { get; }

    /// <summary>Tells of what happens.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>What the AppHost was started for.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>What is done when the AppHost was started to publish.</summary>
    [Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    IDistributedApplicationPipeline Pipeline { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="DistributedApplicationException">There is a resource of this name.</exception>
    /// <exception cref="ArgumentException">The name breaks a rule.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Makes a builder for a resource without adding it.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Its builder.</returns>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource;

    /// <summary>Ends the description.</summary>
    /// <returns>What can be run.</returns>
    DistributedApplication Build();
}
