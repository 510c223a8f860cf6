using System.CommandLine;
using System.Globalization;
using AiStack.Cli.Output;
using AiStack.Components;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Output;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Quotas;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack publish</c>: a stack as files for a Kubernetes cluster.</summary>
internal static class PublishCommand
{
    private const int MostNames = 30;

    private static readonly FormatNames s_names = new("--repo", "--revision", "--path");

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The stack file; - reads it from standard input." };
        var output = new Option<string>("--output", "-o") { Description = "Directory to write. One that exists is replaced as a whole, if it is empty or was written by this command.", HelpName = "directory", Required = true };
        var environment = new Option<string?>("--environment") { Description = "Publishes the stack of this environment of the file.", HelpName = "name" };
        var format = new Option<string>("--format") { Description = "plain: manifests and a kustomization; helm: a chart; argocd: manifests and the Applications that apply them (needs --repo).", HelpName = string.Join('|', FormatReader.Names), DefaultValueFactory = _ => FormatReader.Names[0] };
        var repository = new Option<string?>("--repo") { Description = "For argocd: Git repository that the directory will be committed to.", HelpName = "url" };
        var revision = new Option<string?>("--revision") { Description = "For argocd: branch, tag or commit to follow. Default: HEAD.", HelpName = "name" };
        var path = new Option<string?>("--path") { Description = "For argocd: directory of the repository that the files will be in. Default: its root.", HelpName = "directory" };
        var quota = new Option<bool>("--quota") { Description = "Adds a ResourceQuota to each namespace: room for what is published, at its most, and no more." };
        var command = new Command("publish", "Writes a stack as manifests for a Kubernetes cluster.") { file, output, environment, format, repository, revision, path, quota };
        command.SetAction(call => Publish(
            call.GetValue(file)!,
            call.GetValue(output)!,
            Options(call.GetValue(format)!, call.GetValue(repository), call.GetValue(revision), call.GetValue(path)) with { Environment = call.GetValue(environment) },
            call.GetValue(quota)));
        return command;
    }

    private static FormatOptions Options(string format, string? repository, string? revision, string? path)
    {
        try
        {
            return FormatReader.Read(format, repository, revision, path, s_names);
        }
        catch (FormatException wrong)
        {
            throw new CallException(wrong.Message);
        }
    }

    private static int Publish(string path, string directory, FormatOptions options, bool hasQuotas)
    {
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new CallException("'--output' names no directory: write for example '-o out'.");
        }

        var reading = StackFile.Check(path, ComponentCatalog.Schema, options.Environment);
        if (reading.Stack is null || reading.Problems.HasErrors())
        {
            ProblemText.Write([new(path, reading)]);
            return ExitCodes.Errors;
        }

        var publication = StackPublication.Of(reading.Stack, ComponentCatalog.Modules);
        if (publication.Problems.HasErrors())
        {
            ProblemText.Write([new(path, reading with { Problems = publication.Problems })]);
            return ExitCodes.Errors;
        }

        publication = hasQuotas ? ResourceQuotas.AddTo(publication) : publication;
        Tell(path, directory, reading, publication, Write(publication, directory, options));
        return ExitCodes.Good;
    }

    private static IReadOnlyList<string> Write(Publication publication, string directory, FormatOptions options)
    {
        try
        {
            return PublicationWriter.Write(publication, directory, options);
        }
        catch (OutputException refused)
        {
            throw new CallException(refused.Message, ExitCodes.Errors);
        }
    }

    private static void Tell(string path, string directory, StackReading reading, Publication publication, IReadOnlyList<string> leftOver)
    {
        using var output = Terminal.Open();
        ProblemText.Write(output, new(path, reading with { Problems = [.. reading.Problems, .. publication.Problems] }));
        output.Write($"Wrote {Count(publication.Objects.Count, "object")} in {Count(publication.Namespaces.Count, "namespace")} to {directory}.\n");
        var brought = publication.Secrets.Where(secret => secret.MadeBy is null && secret.CopyOf is null).ToList();
        if (brought.Count > 0)
        {
            output.Write($"{(publication.Stack.Spec.Secrets.Mode == SecretsMode.External ? $"Secrets that are fetched from the store {publication.Stack.Spec.Secrets.Store}" : "Secrets that you bring")}: {Names(brought.Select(secret => $"{secret.Namespace}/{secret.Name}"))}.\n");
        }

        if (publication.Releases.Count > 0)
        {
            output.Write($"Operators that it needs: {string.Join(", ", publication.Releases.Select(release => release.Name))}.\n");
        }

        foreach (var obsolete in leftOver)
        {
            output.Write($"Warning: '{obsolete}' is no longer needed and could not be removed. Remove it by hand.\n");
        }

        output.Write($"Next: {Path.Combine(directory, "README.md")} says how to apply it, step by step.\n");
    }

    // The README has all of them.
    private static string Names(IEnumerable<string> all)
    {
        var names = all.ToList();
        return names.Count <= MostNames ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more");
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
