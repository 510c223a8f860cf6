using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes Aspire's deployment manifest: what a deployer such as azd or Aspirate has to know about each resource.</summary>
/// <remarks>
/// Nothing is evaluated: addresses, connection strings and parameters stay expressions (<c>{qdrant.bindings.http.url}</c>, <c>{key.value}</c>)
/// that the deployer fills in, so a manifest holds no secret and needs no value to be there.
/// </remarks>
public sealed partial class ManifestPublishingContext
{
    private readonly ManifestExpressions _expressions;
    private readonly ManifestPorts _ports = new();

    /// <summary>Prepares to write.</summary>
    /// <param name="executionContext">What the AppHost was started for.</param>
    /// <param name="manifestPath">Where the manifest will be; paths in it are relative to its directory.</param>
    /// <param name="writer">Takes the JSON.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionContext);
        ArgumentException.ThrowIfNullOrEmpty(manifestPath);
        ArgumentNullException.ThrowIfNull(writer);

        (ExecutionContext, ManifestPath, Writer, CancellationToken) = (executionContext, manifestPath, writer, cancellationToken);
        _expressions = new(writer);
    }

    /// <summary>Takes the JSON.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What the AppHost was started for.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Where the manifest will be.</summary>
    internal string ManifestPath { get; }

    /// <summary>Ends the writing.</summary>
    internal CancellationToken CancellationToken { get; }

    /// <summary>Writes the whole application: its resources in the order they were added, then those that are only referred to.</summary>
    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        var resources = model.Resources.ToList();
        _expressions.Reserve(resources);

        Writer.WriteStartObject();
        Writer.WriteString("$schema", ManifestFile.Schema);
        Writer.WriteStartObject("resources");
        foreach (var resource in resources)
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }

        var written = resources.Select(resource => resource.Name).ToHashSet(Names.Resource);
        foreach (var resource in _expressions.Referenced.ToList().Where(resource => written.Add(resource.Name)))
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }

        _expressions.WriteRemaining();
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken).ConfigureAwait(false);
    }

    private async Task WriteResourceAsync(IResource resource)
    {
        if (resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().Any())
        {
            return;
        }

        Writer.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container).ConfigureAwait(false);
                break;
            case ExecutableResource executable:
                await WriteExecutableAsync(executable).ConfigureAwait(false);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString:
                Writer.WriteString("type", "value.v0");
                WriteConnectionString(resource);
                break;
            default:
                Writer.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }

        Writer.WriteEndObject();
        if (resource is ParameterResource written)
        {
            _expressions.WriteFormatsOf(written);
        }
    }

    private string RelativePath(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!;
        return Path.GetRelativePath(directory, path).Replace('\\', '/');
    }
}
