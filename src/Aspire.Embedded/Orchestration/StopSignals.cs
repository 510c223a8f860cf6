using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns the signals that ask a process to end into an orderly stop, from before the engine is launched until the end.</summary>
/// <remarks>
/// The host listens to Ctrl-C and SIGTERM only once it has started, when DCP may long have its folder; and not at all to SIGHUP, which a terminal sends
/// that is closed.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    private StopSignals(IHostApplicationLifetime lifetime)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                lifetime.StopApplication();
            }));
        }
    }

    internal static StopSignals Listen(IHostApplicationLifetime lifetime) => new(lifetime);

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
