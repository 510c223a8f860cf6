using System.Text.Json.Nodes;
using AiStack.Components;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Standalone;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Values;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>A stack as the file that a gateway follows, with a test's backend in the place of its models and providers. A secret's value is its name.</summary>
/// <param name="Document">The file.</param>
/// <param name="Environment">Variables that the file refers to.</param>
internal sealed record GatewayStack(JsonObject Document, IReadOnlyDictionary<string, string> Environment)
{
    // Names below it exist nowhere, and the checks take them for addresses of providers.
    private const string ProviderHost = "provider.invalid";

    /// <summary>Translates what follows the first two lines of a stack file.</summary>
    /// <param name="text">The rest of the file. Providers have addresses below https://provider.invalid; what belongs to a component whose name begins with «dead» leads nowhere.</param>
    /// <param name="backend">Port of what is behind everything.</param>
    public static GatewayStack Of(string text, int backend)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read("apiVersion: aistack/v1\nname: test\ndomain: example.com\n" + text, "stack.yaml");
        Assert.Empty(reading.Problems.Select(problem => $"{problem.Place.Line}: {problem.Message}"));
        var stack = reading.Stack!;
        Assert.Empty(new StackChecker(ComponentCatalog.Schema).Check(stack).Where(problem => problem.Kind.Severity == Severity.Error).Select(problem => $"{problem.Place.Line}: {problem.Message}"));

        var apisix = stack.Of<ApisixSpec>().Single().Component;
        var options = new ApisixDocumentOptions();
        var nobody = RouterProcess.FreePort();
        var document = ApisixDocument.Of(stack, apisix, options, value => value.Evaluate(part => Address(part, backend, nobody)));
        return new(
            AtBackend(document, backend),
            ApisixDocument.VariablesOf(stack, apisix, options).ToDictionary(variable => variable.Name, variable => variable.Value.Evaluate(part => ((SecretPart)part).Secret.Name)));
    }

    private static string Address(ValuePart part, int backend, int nobody)
    {
        var endpoint = (EndpointPart)part;
        var port = endpoint.Component.StartsWith("dead", StringComparison.Ordinal) ? nobody : backend;
        return endpoint.Property switch
        {
            EndpointProperty.Host => "127.0.0.1",
            EndpointProperty.Port => $"{port}",
            EndpointProperty.HostAndPort => $"127.0.0.1:{port}",
            _ => $"http://127.0.0.1:{port}",
        };
    }

    // A provider is asked over TLS, for which nobody here has a certificate.
    private static JsonObject AtBackend(JsonObject document, int backend)
    {
        foreach (var upstream in document["routes"]!.AsArray().Select(route => route!["upstream"]!))
        {
            if ((string?)upstream["nodes"]![0]!["host"] is { } host && host.EndsWith(ProviderHost, StringComparison.Ordinal))
            {
                upstream["scheme"] = "http";
                upstream["nodes"]![0]!["host"] = "127.0.0.1";
                upstream["nodes"]![0]!["port"] = backend;
            }
        }

        return JsonNode.Parse(document.ToJsonString().Replace($"https://{ProviderHost}", $"http://127.0.0.1:{backend}", StringComparison.Ordinal))!.AsObject();
    }
}
