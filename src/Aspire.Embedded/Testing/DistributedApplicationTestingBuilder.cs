using System.Reflection;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Brings applications under test.</summary>
/// <remarks>
/// Unless said otherwise they have no dashboard, ports are free ones instead of those in the model, and what resources print goes to the log.
/// </remarks>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the code of an AppHost up to the point at which it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or its code ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>([], static (_, _) => { }, cancellationToken);

    /// <summary>Runs the code of an AppHost up to the point at which it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">Its command line.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or its code ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>(args, static (_, _) => { }, cancellationToken);

    /// <summary>Runs the code of an AppHost up to the point at which it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">Its command line.</param>
    /// <param name="configureBuilder">Changes options and settings before the AppHost's builder uses them.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or its code ended without building an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        var run = new AppHostRun(typeof(TEntryPoint).Assembly, args, configureBuilder);
        try
        {
            return new TestingBuilder(await run.StartAsync(cancellationToken).ConfigureAwait(false), run);
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins the description of an application in the test itself, which so is its AppHost.</summary>
    /// <param name="args">Its command line.</param>
    /// <returns>Its builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(params string[] args) =>
        Create(Assembly.GetCallingAssembly(), args, static (_, _) => { });

    /// <summary>Begins the description of an application in the test itself, which so is its AppHost unless the options name another.</summary>
    /// <param name="args">Its command line.</param>
    /// <param name="configureBuilder">Changes options and settings before the builder uses them.</param>
    /// <returns>Its builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) =>
        Create(Assembly.GetCallingAssembly(), args, configureBuilder);

    private static TestingBuilder Create(Assembly test, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        AppHostInterceptor.Current = new TestDefaults(test, args, configureBuilder);
        try
        {
            return new TestingBuilder(new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args }), run: null);
        }
        finally
        {
            AppHostInterceptor.Current = null;
        }
    }
}
