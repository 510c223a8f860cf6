using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Publishing;

// One method per part of a resource's entry; their order is the order in the file.
public sealed partial class ManifestPublishingContext
{
    /// <exception cref="DistributedApplicationException">The container has no image.</exception>
    private async Task WriteContainerAsync(ContainerResource container)
    {
        var image = container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new DistributedApplicationException($"Could not get the container image name for resource '{container.Name}'.");

        Writer.WriteString("type", "container.v0");
        WriteConnectionString(container);
        Writer.WriteString("image", image.FullName);
        if (container.Entrypoint is not null)
        {
            Writer.WriteString("entrypoint", container.Entrypoint);
        }

        var configuration = await RawConfiguration.OfAsync(container, ExecutionContext, CancellationToken).ConfigureAwait(false);
        WriteArguments(configuration);
        WriteMounts(container);
        WriteEnvironment(configuration);
        WriteBindings(container);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        WriteConnectionString(executable);
        Writer.WriteString("workingDirectory", RelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);

        var configuration = await RawConfiguration.OfAsync(executable, ExecutionContext, CancellationToken).ConfigureAwait(false);
        WriteArguments(configuration);
        WriteEnvironment(configuration);
        WriteBindings(executable);
    }

    // The value itself is never asked for: who deploys gives it, or has it generated.
    private void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            Writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } value)
        {
            Writer.WriteStartObject("default");
            value.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    private void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
        {
            Writer.WriteString("connectionString", _expressions.Of(expression));
        }
    }

    private void WriteArguments(RawConfiguration configuration)
    {
        if (configuration.Arguments.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray("args");
        foreach (var argument in configuration.Arguments)
        {
            Writer.WriteStringValue(_expressions.Of(argument));
        }

        Writer.WriteEndArray();
    }

    private void WriteEnvironment(RawConfiguration configuration)
    {
        if (configuration.Variables.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, value) in configuration.Variables)
        {
            Writer.WriteString(name, _expressions.Of(value));
        }

        Writer.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToList();
        WriteMounts("bindMounts", "source", mounts.Where(mount => mount.Type == ContainerMountType.BindMount), source => RelativePath(source));
        WriteMounts("volumes", "name", mounts.Where(mount => mount.Type == ContainerMountType.Volume), static name => name);
    }

    private void WriteMounts(string list, string origin, IEnumerable<ContainerMountAnnotation> mounts, Func<string, string> write)
    {
        var all = mounts.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray(list);
        foreach (var mount in all)
        {
            Writer.WriteStartObject();
            if (mount.Source is { } source)
            {
                Writer.WriteString(origin, write(source));
            }

            Writer.WriteString("target", mount.Target.Replace('\\', '/'));
            Writer.WriteBoolean("readOnly", mount.IsReadOnly);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }

    private void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            var (port, targetPort) = _ports.Of(resource, endpoint);
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
#pragma warning disable CA1308 // Protocol names are lower case.
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
#pragma warning restore CA1308
            Writer.WriteString("transport", endpoint.Transport);
            if (port is not null)
            {
                Writer.WriteNumber("port", port.Value);
            }

            Writer.WriteNumber("targetPort", targetPort);
            if (endpoint.IsExternal)
            {
                Writer.WriteBoolean("external", true);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }
}
