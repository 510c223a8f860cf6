using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>Steps that every pipeline has, for others to come before or after.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public static class WellKnownPipelineSteps
{
    /// <summary>Everything has been written. Does nothing itself.</summary>
    public const string Publish = "publish";

    /// <summary>Everything is ready for writing. Does nothing itself.</summary>
    public const string PublishPrereq = "publish-prereq";

    /// <summary>Writes Aspire's manifest.</summary>
    internal const string PublishManifest = "publish-manifest";
}
