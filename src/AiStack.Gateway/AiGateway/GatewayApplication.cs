using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;
using AiStack.Gateway.AiGateway.Plugins;
using AiStack.Gateway.AiGateway.Proxying;
using AiStack.Gateway.AiGateway.Telemetry;
using AiStack.Gateway.Hosting;
using AiStack.ServiceDefaults;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AiStack.Gateway.AiGateway;

/// <summary>Puts the gateway together.</summary>
internal static class GatewayApplication
{
    /// <summary>Builds a gateway that is not started and has read nothing yet.</summary>
    public static WebApplication Create(GatewayOptions options)
    {
        // Nothing that is not used: no settings files, no file watching, no routing. Every millisecond counts in the stack's start-up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = ProgramHost.SourceName });
        builder.Configuration.AddEnvironmentVariables();
        ProgramLogging.Configure(builder.Logging, options.LogLevel, options.LogAsJson);
        builder.AddServiceDefaults(ProgramHost.SourceName);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = GatewayFacts.ShutdownTimeout);
        AddServices(builder.Services, options);

        var application = builder.Build();
        application.Run(application.Services.GetRequiredService<GatewayEndpoint>().HandleAsync);
        return application;
    }

    private static void AddServices(IServiceCollection services, GatewayOptions options)
    {
        services.AddHttpForwarder();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<CounterStore>();
        services.AddSingleton(provider => new PluginReader(provider.GetRequiredService<CounterStore>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger<PromptGuardPlugin>()));
        services.AddSingleton<ConfigurationReader>();
        services.AddSingleton<ConfigurationFile>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<GatewayForwarder>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<GatewayMeter>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<ControlEndpoint>();
        services.AddSingleton<GatewayEndpoint>();
        services.AddHostedService<ConfigurationWatcher>();
    }

    private static void Listen(KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.UTF8;
        kestrel.Limits.MaxRequestBodySize = GatewayFacts.MaxBodyBytes;
        // A caller that uploads or reads slowly, or stops in a debugger, is not cut off.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        On(options.Port, _ => { });
        foreach (var port in new[] { options.StatusPort, options.MetricsPort }.OfType<int>().Distinct())
        {
            On(port, _ => { });
        }

        if (options.HttpsPort is { } https)
        {
            var file = kestrel.ApplicationServices.GetRequiredService<ConfigurationFile>();
            On(https, listener => listener.UseHttps(tls => tls.ServerCertificateSelector = (_, host) => file.Current.Certificates.Find(host)));
        }

        void On(int port, Action<ListenOptions> configure)
        {
            if (options.Address is { } address)
            {
                kestrel.Listen(address, port, configure);
            }
            else
            {
                kestrel.ListenLocalhost(port, configure);
            }
        }
    }
}
