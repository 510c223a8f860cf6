using System.CommandLine;
using AiStack.Cli.Output;
using AiStack.Components;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack publish</c>: a stack as files for a Kubernetes cluster.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The stack file." };
        var output = new Option<string>("--output", "-o") { Description = "Directory to write. One that exists is replaced as a whole, if it was written by this command.", HelpName = "directory", Required = true };
        var environment = new Option<string?>("--environment") { Description = "Publishes the stack of this environment of the file.", HelpName = "name" };
        var command = new Command("publish", "Writes a stack as manifests for a Kubernetes cluster.") { file, output, environment };
        command.SetAction(call => Publish(call.GetValue(file)!, call.GetValue(output)!, call.GetValue(environment)));
        return command;
    }

    private static int Publish(string path, string directory, string? environment)
    {
        var reading = StackFile.Check(path, ComponentCatalog.Schema, environment);
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

        foreach (var made in PlainFormat.Of(publication))
        {
            var target = Path.Combine(directory, made.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, made.Content);
        }

        return ExitCodes.Good;
    }
}
