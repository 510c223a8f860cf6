using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.ExternalAi.Rules;

/// <summary>A provider's address is there, and leaves the path to the gateway unless it names an API.</summary>
internal sealed class EndpointRule : IRule
{
    // What an address with a path ends in when it works.
    private static readonly string[] s_apis = ["/chat/completions", "/embeddings", "/responses", "/messages", "/completions"];

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (component, spec) in stack.Of<ExternalAiSpec>())
        {
            if (spec is { Provider: AiProvider.AzureOpenAi, Endpoint: null })
            {
                yield return ExternalAiProblems.NoEndpoint.At(component.Source.Of(), $"{component} does not say where it is, and azure_openai has no common address.", "Add `ai_endpoint: https://<resource>.openai.azure.com`.");
            }

            // What is no https URL is reported with the property.
            if (spec.Endpoint is { } endpoint && Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && CheckPath(component, endpoint, url) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static Problem? CheckPath(Component component, string endpoint, Uri url)
    {
        var root = url.GetLeftPart(UriPartial.Authority);
        var place = component.Source.Of("ai_endpoint");

        // Uri adds a slash of its own, so the text is asked.
        if (url.PathAndQuery == "/" && url.Fragment.Length == 0)
        {
            return endpoint.EndsWith('/') ? ExternalAiProblems.EndpointPath.At(place, $"The address of {component} ends in '/', which would take the place of the path of every request.", $"Write {root}.") : null;
        }

        return url.Fragment.Length == 0 && s_apis.FirstOrDefault(api => url.AbsolutePath.EndsWith(api, StringComparison.Ordinal)) is { } only
            ? component.Spec is ExternalAiSpec { Provider: AiProvider.AzureOpenAi } ? null // A deployment there has an address of its own.
            : ExternalAiProblems.OneApi.At(place, $"The address of {component} ends in '{only}', so every request goes there, whatever it asks for.", $"Write {root}, unless only that API is used.")
            : ExternalAiProblems.EndpointPath.At(place, $"The address of {component} has the path '{url.AbsolutePath}', which would take the place of the path of every request.", $"Write {root}.");
    }
}
