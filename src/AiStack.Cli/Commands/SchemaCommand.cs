using System.CommandLine;
using AiStack.Cli.Output;

namespace AiStack.Cli.Commands;

/// <summary><c>aistack schema</c>: the JSON Schema of stack files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of stack files, for editors: aistack schema > aistack.schema.json");
        command.SetAction(_ =>
        {
            using var output = Terminal.Open();
            output.Write(SchemaJson.Text());
            return ExitCodes.Good;
        });
        return command;
    }
}
