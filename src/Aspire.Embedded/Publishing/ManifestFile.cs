using System.Text.Json;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Publishing;

/// <summary>The file that <c>--publisher manifest</c> writes.</summary>
internal static class ManifestFile
{
    internal const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    private const string DefaultName = "aspire-manifest.json";

    /// <summary>The step that writes it. It needs no other, and so waits for no parameter.</summary>
    internal static PipelineStep Step { get; } = new()
    {
        Name = WellKnownPipelineSteps.PublishManifest,
        Description = "Publishes the Aspire application model as a JSON manifest file.",
        Action = WriteAsync,
    };

    private static async Task WriteAsync(PipelineStepContext step)
    {
        var path = Find(step.Services.GetRequiredService<IConfiguration>());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Whoever reads while it is written, or after a failure, has the old one.
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write);
            await using (stream.ConfigureAwait(false))
            {
                var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
                await using (writer.ConfigureAwait(false))
                {
                    await new ManifestPublishingContext(step.ExecutionContext, path, writer, step.CancellationToken).WriteModelAsync(step.Model).ConfigureAwait(false);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        step.ReportingStep.Log(Microsoft.Extensions.Logging.LogLevel.Information, $"Published manifest to: {path}");
    }

    /// <exception cref="DistributedApplicationException">No path was given.</exception>
    private static string Find(IConfiguration configuration)
    {
        if (configuration[AppHostConfiguration.OutputPathKey] is not { Length: > 0 } given)
        {
            throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though manifest publishing was requested.");
        }

        var path = Path.GetFullPath(given);
        return Directory.Exists(path) ? Path.Combine(path, DefaultName) : path;
    }
}
