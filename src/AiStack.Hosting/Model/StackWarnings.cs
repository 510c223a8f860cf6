using AiStack.Core.Problems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting.Model;

/// <summary>Tells what a stack's author should know but what stops nothing.</summary>
internal static class StackWarnings
{
    public static void Log(IServiceProvider services, IReadOnlyList<Problem> problems)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack");
        foreach (var problem in problems)
        {
            logger.LogWarning("{Problem}", problem.ToString());
        }
    }
}
