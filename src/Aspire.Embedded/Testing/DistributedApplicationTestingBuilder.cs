using System.Reflection;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost, or a model made in the test, under the test's control.</summary>
/// <remarks>
/// Defaults: no dashboard, random ports behind proxies, plain http allowed, resource logs in the test's log, and stopping waits until everything is gone.
/// Each can be overridden by an argument, such as <c>--DcpPublisher:RandomizePorts=false</c>.
/// </remarks>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost that a type belongs to, up to the point where it calls Build.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly; usually <c>Projects.&lt;AppHost&gt;</c>.</typeparam>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs the AppHost that a type belongs to with arguments, up to the point where it calls Build.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly; usually <c>Projects.&lt;AppHost&gt;</c>.</typeparam>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The type's assembly is no program.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(args);

        var assembly = typeof(TEntryPoint).Assembly;
        var entryPoint = assembly.EntryPoint
            ?? throw new ArgumentException($"'{assembly.GetName().Name}' has no entry point, so it is no AppHost.");
        var appHost = new TestedAppHost();
        AppHostThread.Start(entryPoint, args, appHost);
        var builder = await appHost.Builder.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new TestingBuilder(builder, appHost);
    }

    /// <summary>Makes an empty application in the test, without an AppHost.</summary>
    /// <param name="args">Arguments, as an AppHost would get them.</param>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);

        var options = new DistributedApplicationOptions { Args = args, AssemblyName = Assembly.GetCallingAssembly().GetName().Name };
        AppHostInterceptor.Current = new TestDefaults();
        try
        {
            return new TestingBuilder(new DistributedApplicationBuilder(options), appHost: null);
        }
        finally
        {
            AppHostInterceptor.Current = null;
        }
    }
}
