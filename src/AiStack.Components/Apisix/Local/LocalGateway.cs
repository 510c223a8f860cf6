using System.Text;
using AiStack.Components.Apisix.Standalone;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Apisix.Local;

/// <summary>What a gateway on this machine reads: a file that is written anew whenever it starts and whenever the stack changes.</summary>
/// <param name="builder">The application's builder.</param>
/// <param name="apisix">The component.</param>
/// <param name="isContainer">Whether APISIX itself reads it, in a container beside those of the other components.</param>
internal sealed class LocalGateway(IDistributedApplicationBuilder builder, ApisixResource apisix, bool isContainer)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly PrivateDirectory _directory = new();
    private readonly Lock _writing = new();
    private HashSet<string> _given = [];

    /// <summary>What reads the file.</summary>
    /// <value>Default: the component's own container.</value>
    public IResource Program { get; set; } = apisix;

    /// <summary>Where callers find the gateway.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Whether APISIX itself reads the file, in a container beside those of the other components.</summary>
    public bool IsContainer => isContainer;

    /// <summary>The file.</summary>
    public string File => Path.Combine(_directory.Path, isContainer ? "apisix.yaml" : "apisix.json");

    /// <summary>The certificate of the component's hosts.</summary>
    public LocalCertificate Certificate => LocalCertificate.Of(Model.Stack.Spec.Name, apisix.Component().Name, _directory.Path);

    /// <summary>Secrets that the program needs now and was started without.</summary>
    public IReadOnlyList<SecretReference> Missing =>
        [.. Variables(Model.Stack, Model.ComponentOf(apisix)).Where(variable => !_given.Contains(variable.Name)).SelectMany(variable => variable.Value.Parts).OfType<SecretPart>().Select(part => part.Secret).Distinct()];

    private StackModel Model => builder.GetStackModel();

    // Without containers no application runs, and no redis.
    private ApisixDocumentOptions Options => new() { HasApplications = isContainer, CountsInMemory = !isContainer };

    /// <summary>The variables that the program needs for a stack.</summary>
    public IReadOnlyList<EnvironmentVariable> Variables(Stack stack, Component component) => ApisixDocument.VariablesOf(stack, component, Options);

    /// <summary>Writes the file for a program that is about to start.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="cancelled">Set when the start is given up.</param>
    public Task StartAsync(IServiceProvider services, CancellationToken cancelled)
    {
        _given = Variables(Model.Stack, Model.ComponentOf(apisix)).Select(variable => variable.Name).ToHashSet();
        _directory.Ensure(services.GetRequiredService<IHostApplicationLifetime>());
        return WriteAsync(cancelled);
    }

    /// <summary>Writes the file for the stack as it is now.</summary>
    /// <param name="cancelled">Set when nobody wants it any more.</param>
    public async Task WriteAsync(CancellationToken cancelled)
    {
        Stack stack;
        bool isWritten;
        do
        {
            stack = Model.Stack;
            var text = await TextAsync(stack, cancelled).ConfigureAwait(false);
            lock (_writing)
            {
                // Not over what another has written for a newer one.
                isWritten = stack == Model.Stack;
                if (isWritten)
                {
                    Write(text);
                }
            }
        }
        while (!isWritten);
    }

    /// <summary>Puts something in the place of secrets that have no value.</summary>
    /// <param name="environment">The program's environment.</param>
    /// <remarks>A provider's key that nobody has set keeps its own routes from working, and not the gateway from starting. What stands for it is no key that anyone could guess.</remarks>
    public void ReplaceMissing(IDictionary<string, object> environment)
    {
        foreach (var variable in Variables(Model.Stack, Model.ComponentOf(apisix)))
        {
            foreach (var parameter in variable.Value.Parts.OfType<SecretPart>().Select(part => builder.AddSecretParameter(part.Secret).Resource).Where(parameter => !HasValue(parameter)))
            {
                environment[variable.Name] = Guid.NewGuid().ToString("n");
                builder.ExecutionContext.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack").LogWarning(
                    "'{Parameter}' has no value, so what needs it is refused. Set Parameters:{Setting}, or enter it in the dashboard, and restart the gateway.", parameter.Name, parameter.Name);
            }
        }
    }

    // One that was added while the application runs is in no state, but can be asked.
    private bool HasValue(ParameterResource parameter)
    {
        if (builder.ExecutionContext.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(parameter.Name, out var current))
        {
            return current.Snapshot.State?.Text != KnownResourceStates.ValueMissing;
        }

        var asked = parameter.GetValueAsync(CancellationToken.None).AsTask();
        return !asked.IsFaulted;
    }

    private async Task<string> TextAsync(Stack stack, CancellationToken cancelled)
    {
        var component = stack.Find(apisix.Component().Name)!;
        var addresses = new Dictionary<ValuePart, string?>();
        foreach (var part in ApisixDocument.EndpointsOf(stack, component, Options))
        {
            addresses[part] = await new ValueExpression(part).ToReferenceExpression(builder, Model).GetValueAsync(new() { Caller = Program }, cancelled).ConfigureAwait(false);
        }

        var hosts = ExposedRoute.Of(stack, component).SelectMany(route => HostNames.OnLaptop(stack, route.Subdomain)).ToList();
        var options = hosts.Count == 0 ? Options : Options with { Certificate = Certificate.For(hosts) };
        var document = ApisixDocument.Of(stack, component, options, value => value.Evaluate(part => addresses[part]!));
        return isContainer ? ApisixYaml.Write(document) : ApisixJson.Write(document);
    }

    private void Write(string text)
    {
        if (isContainer)
        {
            Overwrite(text);
            return;
        }

        System.IO.File.WriteAllText($"{File}.new", text);
        System.IO.File.Move($"{File}.new", File, overwrite: true);
    }

    // The container sees this very file and none that takes its place. Until its last line is there, APISIX does not load it. Its mode lets APISIX' user in;
    // the directory keeps this machine's other users out.
    private void Overwrite(string text)
    {
        using var stream = new FileStream(File, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(File, Readable);
        }

        stream.SetLength(0);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
