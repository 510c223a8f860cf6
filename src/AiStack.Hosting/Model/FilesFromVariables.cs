using System.Text;
using AiStack.Core.Values;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Brings files into a container that others deploy: as variables, which a shell writes to disk before it starts the program.</summary>
/// <remarks>
/// Only on the own machine can files be copied into a container. A manifest has none, and nowhere else may it say that an address
/// or a secret is filled in at deployment. The script has no <c>$</c>, which tools on the way would take for variables of theirs.
/// </remarks>
internal static class FilesFromVariables
{
    private const string Shell = "/bin/sh";

    /// <summary>Has a container write its files and then do what its image does.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="files">Its files, asked for when they are needed.</param>
    /// <param name="command">The image's own entry point and command.</param>
    /// <param name="evaluate">A content in Aspire's terms.</param>
    internal static void Write<T>(IResourceBuilder<T> builder, Func<IEnumerable<ConfigurationFile>> files, IReadOnlyList<string> command, Func<ValueExpression, ReferenceExpression> evaluate)
        where T : ContainerResource
    {
        BracedTexts.AddBeforeStart(builder, Variables);
        builder.WithEntrypoint(Shell).WithEnvironment(context =>
        {
            foreach (var variable in Variables())
            {
                context.EnvironmentVariables[variable.Name] = BracedTexts.Find(builder.ApplicationBuilder, builder.Resource, variable) ?? (object)evaluate(variable.Value);
            }
        });

        // The last to say something about the arguments: what was said before it belongs to the program.
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            builder.WithArgs(context =>
            {
                var script = ScriptOf(files(), [.. command, .. context.Args.Select(TextOf)]);
                context.Args.Clear();
                context.Args.Add("-c");
                context.Args.Add(script);
            });
            return Task.CompletedTask;
        });

        IEnumerable<EnvironmentVariable> Variables() => files().Select(file => new EnvironmentVariable(VariableOf(file), file.Content));
    }

    private static string ScriptOf(IEnumerable<ConfigurationFile> files, IEnumerable<string> command)
    {
        var script = new StringBuilder();
        foreach (var file in files)
        {
            // A file with a secret is for the program alone.
            var mask = file.Content.HasSecret ? "umask 077 && " : "";
            script.Append($"({mask}printenv {VariableOf(file)} > {Quote(file.Path)}) && ");
        }

        return script.Append("exec ").AppendJoin(' ', command.Select(Quote)).ToString();
    }

    private static string VariableOf(ConfigurationFile file) =>
        "STACK_FILE_" + string.Concat(Path.GetFileName(file.Path).Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    private static string TextOf(object argument) =>
        argument as string ?? throw new NotSupportedException($"An argument of type '{argument.GetType().Name}' cannot be written into the script that starts the program; only texts can.");

    private static string Quote(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+@%".Contains(letter, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
