using System.Security.Cryptography;
using System.Text;
using AiStack.Core.Values;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Texts with braces in them, such as JSON, where an application is published.</summary>
/// <remarks>In a manifest braces begin an expression, and nothing makes them stand for themselves. The value of a parameter is not looked at: such a text becomes the default of one.</remarks>
internal static class BracedTexts
{
    private const int LongestName = 64;

    /// <summary>Adds the parameters of a container's variables that need one. Before the start: a manifest lists what there is then.</summary>
    internal static void AddBeforeStart<T>(IResourceBuilder<T> builder, Func<IEnumerable<EnvironmentVariable>> variables) where T : IResource
    {
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
        {
            return;
        }

        application.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            foreach (var variable in variables().Where(IsBraced))
            {
                application.AddParameter(NameOf(builder.Resource, variable), TextOf(variable), publishValueAsDefault: true);
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>The parameter that holds a variable's text.</summary>
    /// <returns><see langword="null"/>: it needs none.</returns>
    internal static ParameterResource? Find(IDistributedApplicationBuilder builder, IResource resource, EnvironmentVariable variable) =>
        builder.ExecutionContext.IsPublishMode && IsBraced(variable)
            ? builder.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == NameOf(resource, variable))
            : null;

    private static bool IsBraced(EnvironmentVariable variable) =>
        variable.Value.Parts.All(part => part is TextPart) && TextOf(variable).AsSpan().ContainsAny('{', '}');

    private static string TextOf(EnvironmentVariable variable) => string.Concat(variable.Value.Parts.OfType<TextPart>().Select(part => part.Text));

    // Aspire takes names of at most 64 characters, without two hyphens in a row.
    private static string NameOf(IResource resource, EnvironmentVariable variable)
    {
        var name = $"{resource.Name}-{string.Join('-', variable.Name.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries))}";
        return name.Length <= LongestName ? name : $"{name[..(LongestName - 9)].TrimEnd('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
    }
}
