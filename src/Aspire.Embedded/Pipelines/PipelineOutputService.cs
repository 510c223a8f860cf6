using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Pipelines;

internal sealed class PipelineOutputService(IConfiguration configuration, AppHostInformation appHost) : IPipelineOutputService
{
    private const string DefaultDirectory = "aspire-output";

    public string GetOutputDirectory() =>
        configuration[AppHostConfiguration.OutputPathKey] is { Length: > 0 } path
            ? Path.GetFullPath(path)
            : Path.Combine(appHost.Directory, DefaultDirectory);
}
