using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests;

/// <summary>Applications described in C#. Nothing is started.</summary>
internal static class BuiltStack
{
    /// <summary>A builder of an application whose components run as <paramref name="arguments"/> say; embedded by default.</summary>
    public static IDistributedApplicationTestingBuilder Builder(params string[] arguments)
    {
        // Nothing is started here, so any program will do for ours.
        var program = Environment.ProcessPath!;
        return DistributedApplicationTestingBuilder.Create(
            ["--AiStack:Run=embedded", $"--AiStack:Programs:simulator={program}", $"--AiStack:Programs:gateway={program}", .. arguments]);
    }

    /// <summary>The stack that an application's resources make up, as a file.</summary>
    public static string Text(IDistributedApplicationBuilder builder) => StackText.Write(builder.GetStackModel().Stack);
}
