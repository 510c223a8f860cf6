using AiStack.Core;
using AiStack.Core.Problems;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using AiStack.Hosting.Publishing;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Output;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Quotas;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;

namespace AiStack.Components;

/// <summary>Writes the stack of an AppHost as <c>aistack publish</c> writes one of a file.</summary>
internal sealed class KubernetesPublisher(ILoggerFactory loggers) : IStackPublisher
{
    private static readonly FormatNames s_names = new("AiStack:Publish:Repository", "AiStack:Publish:Revision", "AiStack:Publish:Path");

    /// <inheritdoc/>
    public Task PublishAsync(Stack stack, PublishRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var options = Options(request);
        var publication = StackPublication.Of(stack, ComponentCatalog.Modules);
        if (publication.Problems.HasErrors())
        {
            throw new StackProblemsException(publication.Problems);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Write(HasQuotas(request) ? ResourceQuotas.AddTo(publication) : publication, request.OutputDirectory, options);
        return Task.CompletedTask;
    }

    private static FormatOptions Options(PublishRequest request)
    {
        var settings = request.Settings;
        try
        {
            return FormatReader.Read(settings["Format"], settings["Repository"], settings["Revision"], settings["Path"], s_names) with { Environment = request.Environment };
        }
        catch (FormatException wrong)
        {
            throw new InvalidSettingException($"AiStack:Publish: {wrong.Message}");
        }
    }

    private static bool HasQuotas(PublishRequest request) => request.Settings["Quota"] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var isWanted) => isWanted,
        var other => throw new InvalidSettingException($"AiStack:Publish:Quota is '{other}'. It takes true or false."),
    };

    private void Write(Publication publication, string directory, FormatOptions options)
    {
        var logger = loggers.CreateLogger("AiStack");
        try
        {
            foreach (var obsolete in PublicationWriter.Write(publication, directory, options))
            {
                logger.LogWarning("'{Directory}' is no longer needed and could not be removed. Remove it by hand.", obsolete);
            }
        }
        catch (OutputException refused)
        {
            throw new DistributedApplicationException(refused.Message, refused);
        }

        logger.LogInformation("Wrote {Objects} objects to {Directory}. README.md there says how to apply them.", publication.Objects.Count, directory);
    }
}
