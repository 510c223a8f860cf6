using System.CommandLine;
using System.Text;
using AiStack.Cli.Output;
using AiStack.Cli.Templates;
using AiStack.Core.Schema;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack init</c>: a stack file to begin with, and its schema for editors beside it.</summary>
internal static class InitCommand
{
    private const string SchemaFile = "aistack.schema.json";

    public static Command Create()
    {
        var template = new Argument<string>("template") { Description = $"{string.Join(" or ", Template.All.Select(known => known.Name))}. Default: {Template.All[0].Name}.", DefaultValueFactory = _ => Template.All[0].Name };
        var list = new Option<bool>("--list") { Description = "Lists the templates." };
        var output = new Option<string>("--output", "-o") { Description = "File to write. Default: stack.yaml.", HelpName = "file", DefaultValueFactory = _ => "stack.yaml" };
        var command = new Command("init", "Writes a stack file to begin with.") { template, list, output };
        command.SetAction(call =>
        {
            if (call.GetValue(list))
            {
                List();
            }
            else
            {
                Write(Find(call.GetValue(template)!), call.GetValue(output)!);
            }

            return ExitCodes.Good;
        });
        return command;
    }

    private static Template Find(string name) => Template.All.FirstOrDefault(known => known.Name == name)
        ?? throw new CallException($"There is no template '{Excerpt.Of(name)}'.{(Spelling.Nearest(name, Template.All.Select(known => known.Name)) is { } meant ? $" Did you mean '{meant}'?" : $" There are: {string.Join(", ", Template.All.Select(known => known.Name))}.")}");

    private static void Write(Template template, string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(directory);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(template.Text()));
        }
        catch (IOException) when (Path.Exists(path))
        {
            throw new CallException($"'{path}' exists already and is left as it is. Name another file with --output.", ExitCodes.Errors);
        }

        // The schema is ours, not the user's: a stale one would underline what is right.
        File.WriteAllText(Path.Combine(directory, SchemaFile), SchemaJson.Text());

        using var output = Terminal.Open();
        output.Write($"Wrote {path} from the template '{template.Name}', and {SchemaFile} beside it, by which editors complete it.\n");
        output.Write($"Next: aistack check {path}\n      aistack run {path}\n");
    }

    private static void List()
    {
        using var output = Terminal.Open();
        foreach (var template in Template.All)
        {
            output.Write($"{template.Name,-12} {template.Description}\n");
        }
    }
}
