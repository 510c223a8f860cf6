using System.CommandLine;
using AiStack.Cli.Output;
using AiStack.Kubernetes.Validation;
using AiStack.Kubernetes.Validation.Files;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack validate</c>: holds the Kubernetes objects of a directory against schemas, without a cluster.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("directory") { Description = "Directory with manifests (YAML, JSON), or one file." };
        var schemas = new Option<string[]>("--schemas")
        {
            Description = "Directory with CustomResourceDefinitions, Kubernetes' OpenAPI definitions or APISIX' plugin schemas; may be given several times.",
            HelpName = "directory",
            Required = true,
        };
        var format = new Option<string>("--format") { Description = "text, a line for each problem, or json.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var ignoreMissing = new Option<bool>("--ignore-missing-schemas") { Description = "Passes over objects of kinds without a schema. Default: they are errors." };

        var command = new Command("validate", "Validates Kubernetes objects against their schemas, offline.") { directory, schemas, format, ignoreMissing };
        command.SetAction(call =>
        {
            var (path, set) = (call.GetValue(directory)!, Load(call.GetValue(schemas)!));
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                throw new CallException($"There is no directory and no file '{path}'. Name one with Kubernetes objects.", ExitCodes.Errors);
            }

            var report = Validate(path, set, call.GetValue(ignoreMissing));
            if (call.GetValue(format) == "json")
            {
                ManifestJson.Write(report, set);
            }
            else
            {
                ManifestText.Write(report, set, path);
            }

            return report.Problems.Count > 0 ? ExitCodes.Errors : ExitCodes.Good;
        });
        return command;
    }

    private static SchemaSet Load(string[] paths)
    {
        try
        {
            return SchemaSet.Load(paths);
        }
        catch (SchemaException error)
        {
            throw new CallException(error.Message, ExitCodes.Errors);
        }
    }

    private static ManifestReport Validate(string path, SchemaSet set, bool ignoresMissing)
    {
        try
        {
            var report = ManifestDirectory.Validate(path, set, ignoresMissing);
            return report.Objects + report.Problems.Count > 0 ? report : throw new CallException(Nothing(path), ExitCodes.Errors);
        }
        catch (SchemaException error)
        {
            throw new CallException(error.Message, ExitCodes.Errors);
        }
    }

    // What a chart's templates make is known to Helm only.
    private static string Nothing(string path) => File.Exists(Path.Combine(path, "Chart.yaml"))
        ? $"'{path}' is a Helm chart, whose objects Helm makes: write them to a file with 'helm template {path} > objects.yaml' and validate that."
        : $"There is no Kubernetes object in '{path}'.";
}
