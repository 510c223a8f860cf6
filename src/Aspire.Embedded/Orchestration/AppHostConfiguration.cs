using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Where an AppHost's configuration comes from, the strongest last: files, user secrets in Development, environment, command line.</summary>
internal static class AppHostConfiguration
{
    internal const string OperationKey = "AppHost:Operation";
    private const string PublisherKey = "Publishing:Publisher";
    private const string StepKey = "Pipeline:Step";
    internal const string OutputPathKey = "Pipeline:OutputPath";
    private const string LogLevelKey = "Pipeline:LogLevel";

    private static readonly Dictionary<string, string> s_switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = OperationKey,
        ["--publisher"] = PublisherKey,
        ["--step"] = StepKey,
        ["--output-path"] = OutputPathKey,
        ["--log-level"] = LogLevelKey,
        ["--include-exception-details"] = "Pipeline:IncludeExceptionDetails",
        ["--clear-cache"] = "Pipeline:ClearCache",
        ["--yes"] = "Pipeline:SkipConfirmation",
        ["--dcp-cli-path"] = "DcpPublisher:CliPath",
        ["--dcp-dashboard-path"] = "DcpPublisher:DashboardPath",
        ["--dcp-container-runtime"] = "DcpPublisher:ContainerRuntime",
        ["--dcp-dependency-check-timeout"] = "DcpPublisher:DependencyCheckTimeout",
    };

    /// <summary>Development, Production …: <c>--environment</c>, else <c>DOTNET_ENVIRONMENT</c>, else <c>ASPIRE_ENVIRONMENT</c>.</summary>
    internal static string EnvironmentName(string[] args)
    {
        var commandLine = new ConfigurationBuilder();
        AddCommandLine(commandLine, args);
        return commandLine.Build()["environment"]
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("ASPIRE_ENVIRONMENT")
            ?? Environments.Production;
    }

    /// <exception cref="CommandLineException">The command line cannot be understood.</exception>
    internal static void AddSources(IConfigurationManager configuration, IHostEnvironment environment, AppHostInformation appHost, string[] args)
    {
        // Files are read once: nothing here changes while an application runs, and watching them costs start-up time.
        configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
        configuration.AddJsonFile($"appsettings.{environment.EnvironmentName}.json", optional: true, reloadOnChange: false);
        if (environment.IsDevelopment() && UserSecrets.FindId(appHost.Assembly) is { } userSecretsId)
        {
            configuration.AddUserSecrets(userSecretsId, reloadOnChange: false);
        }

        configuration.AddEnvironmentVariables();
        AddCommandLine(configuration, args);
    }

    /// <summary>Run or publish. <c>--publisher manifest</c> says publish by itself.</summary>
    /// <exception cref="CommandLineException">The operation is neither run nor publish, or a publisher is asked for that there is not, or while running.</exception>
    internal static DistributedApplicationOperation Operation(IConfiguration configuration)
    {
        DistributedApplicationOperation? operation = configuration[OperationKey] switch
        {
            null or "" => null,
            var text when text.Equals("run", StringComparison.OrdinalIgnoreCase) => DistributedApplicationOperation.Run,
            var text when text.Equals("publish", StringComparison.OrdinalIgnoreCase) => DistributedApplicationOperation.Publish,
            var text => throw new CommandLineException($"'--operation {text}' is not known. Use '--operation run' or '--operation publish'."),
        };

        return configuration[PublisherKey] switch
        {
            null or "" => operation ?? DistributedApplicationOperation.Run,

            // To run instead of writing something would be the worst answer.
            var publisher when !IsManifest(publisher) => throw new CommandLineException(
                $"'--publisher {publisher}' is not known. Use '--publisher manifest --output-path FILE.json', or '--operation publish --step publish'."),
            var publisher when operation == DistributedApplicationOperation.Run => throw new CommandLineException(
                $"'--operation run' and '--publisher {publisher}' contradict each other. Leave one of them out."),
            _ => DistributedApplicationOperation.Publish,
        };
    }

    /// <summary>The step to carry out: what <c>--step</c> says, else what the publisher means, else <c>publish</c>.</summary>
    internal static string Step(IConfiguration configuration) =>
        configuration[StepKey] is { Length: > 0 } step ? step
        : configuration[PublisherKey] is { Length: > 0 } publisher && IsManifest(publisher) ? WellKnownPipelineSteps.PublishManifest
        : WellKnownPipelineSteps.Publish;

    private static bool IsManifest(string publisher) => publisher.Equals("manifest", StringComparison.OrdinalIgnoreCase);

    private static void AddCommandLine(IConfigurationBuilder configuration, string[] args)
    {
        try
        {
            // Building reads the source at once, so a malformed argument shows here.
            configuration.AddCommandLine(args, s_switches);
            if (configuration is not IConfigurationManager)
            {
                _ = configuration.Build();
            }
        }
        catch (FormatException exception)
        {
            throw new CommandLineException(exception.Message);
        }
    }
}
