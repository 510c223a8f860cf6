using AiStack.Shared;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting;

/// <summary>Looks at the ports that people paste from the README before anything is started.</summary>
public static class FixedPorts
{
    /// <summary>Refuses to start when a component's port is taken, saying by whom and how to choose another. Publishing takes no port.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="component">Name of the component, as in <see cref="Ports.KeyOf"/>.</param>
    /// <param name="endpoint">The endpoint that wants the port.</param>
    public static void CheckBeforeStart(IDistributedApplicationBuilder builder, string component, EndpointReference endpoint)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpoint);

        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            // Tests ask for random ports; then the wanted one does not matter.
            var randomized = builder.Configuration["DcpPublisher:RandomizePorts"] is { } text && bool.TryParse(text, out var yes) && yes;
            if (builder.ExecutionContext.IsRunMode && !randomized && endpoint.EndpointAnnotation.Port is { } port && !Ports.IsFree(port))
            {
                throw new DistributedApplicationException(
                    $"Port {port}, which '{component}' wants, is taken{(ListeningProcess.Find(port) is { } holder ? $" by {holder}" : "")}. End that program, or choose another port: --{Ports.KeyOf(component)}={port + 1}");
            }

            return Task.CompletedTask;
        });
    }
}
