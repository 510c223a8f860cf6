using AiStack.Gateway.Hosting;
using AiStack.Gateway.Metrics;
using AiStack.ServiceDefaults;

namespace AiStack.Gateway.Router;

/// <summary>Puts the router together.</summary>
internal static class RouterApplication
{
    /// <summary>Builds a router that is not started yet.</summary>
    public static WebApplication Create(RouterOptions options)
    {
        // Nothing that is not used: no settings files, no file watching, no routing. Every millisecond counts in the stack's start-up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = ProgramHost.SourceName });
        builder.Configuration.AddEnvironmentVariables();
        ProgramLogging.Configure(builder.Logging, options.LogLevel, options.LogAsJson);
        builder.AddServiceDefaults(ProgramHost.SourceName);
        ConfigureServer(builder, options);

        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<BackendPool>();
        builder.Services.AddSingleton<BackendClient>();
        builder.Services.AddSingleton<StartupPatience>();
        builder.Services.AddSingleton<ProcessFigures>();
        builder.Services.AddSingleton<RouterMetrics>();
        builder.Services.AddSingleton<AccessLog>();
        builder.Services.AddSingleton<RequestReader>();
        builder.Services.AddSingleton<ProxyEndpoint>();
        builder.Services.AddSingleton<RouterEndpoints>();
        builder.Services.AddSingleton<BackendProbe>();
        builder.Services.AddSingleton<DynamicConfigWatcher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BackendProbe>());
        builder.Services.AddHostedService(services => services.GetRequiredService<DynamicConfigWatcher>());

        var application = builder.Build();
        var endpoints = application.Services.GetRequiredService<RouterEndpoints>();
        application.Run(endpoints.HandleAsync);
        return application;
    }

    private static void ConfigureServer(WebApplicationBuilder builder, RouterOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RouterFacts.MaxBodyBytes;
            // A client that uploads or reads slowly, or stops in a debugger, is not cut off; the original has no such limits.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestHeaderCount = RouterFacts.MaxHeaders;
            kestrel.Limits.MaxRequestHeadersTotalSize = RouterFacts.MaxHeaderBytes;
            if (options.Address is { } address)
            {
                kestrel.Listen(address, options.Port);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = RouterFacts.ShutdownTimeout);
    }
}
