using System.Globalization;
using System.Text;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Apisix;

/// <summary>What the publication's reader can try with a gateway.</summary>
internal static class ApisixGuide
{
    private const int Order = 120;
    private const string UsualChatPath = "/v1/chat/completions";

    private const string Answers = """
        | answer | what it means |
        |---|---|
        | 400 with `Request contains prohibited content` | a deny pattern matches |
        | 400 with `Request doesn't match allow patterns` | no allow pattern matches: the prompt has to have what one of them asks for |
        | 401 | the key is missing or unknown; it is sent as `apikey: …` or `Authorization: Bearer …` |
        | 403 | the key is another gateway's, or the address is not in the list |
        | 429 | a limit is used up; the headers `X-RateLimit-*` and `X-AI-*RateLimit-*` say until when |
        | 502, 503, 504 | the model does not answer: see its pods |

        """;

    public static void Publish(ManifestContext context, Component apisix, ApisixSpec spec)
    {
        var space = context.Stack.NamespaceOf(apisix);
        var text = new StringBuilder();
        Line(text, $"Point the hosts at the address of `{ApisixNames.OuterService(apisix)}`:");
        Code(text, $"kubectl -n {space} get service {ApisixNames.OuterService(apisix)}");
        var routes = apisix.Children.SelectMany(gateway => AiRoute.Of(context.Stack, gateway)).ToList();
        if (routes.FirstOrDefault(route => !route.IsForEmbeddings) is { } chat)
        {
            Line(text, "Ask a model through the gateway:");
            Code(text, Chat(context.Stack, chat, spec));
            text.Append(Answers).Append('\n');
        }

        foreach (var route in IngressRoute.Of(context.Stack, apisix))
        {
            Line(text, $"{route.Link.To.Name}: <https://{HostNames.InCluster(context.Stack, route.Subdomain)}>");
        }

        if (spec.HasDashboard)
        {
            Line(text, $"The dashboard is at <http://localhost:{ApisixFacts.AdminPort}{ApisixFacts.DashboardPath}> while this runs; it asks for the key `{ApisixChartFacts.AdminKey}` of the Secret `{ApisixNames.AdminKey(apisix, ApisixChartFacts.AdminKey).Name}`:");
            Code(text, $"kubectl -n {space} port-forward service/{ApisixNames.AdminService(apisix)} {ApisixFacts.AdminPort}");
        }

        context.Guides(new(Order, $"The gateway {apisix.Name}", text.ToString().TrimEnd('\n') + "\n"));
    }

    private static string Chat(Stack stack, AiRoute route, ApisixSpec spec)
    {
        var url = $"https://{HostNames.InCluster(stack, route.Subdomain)}";
        var insecure = spec.Tls is null ? "-k " : "";
        var lines = new List<string>();
        if (GatewayConsumer.Of(stack, route.Gateway).FirstOrDefault() is { } consumer)
        {
            lines.Add($"KEY=$(kubectl -n {consumer.Namespace} get secret {consumer.Key.Name} -o jsonpath='{{.data.{consumer.Key.Key}}}' | base64 -d)");
        }

        var key = lines.Count > 0 ? $" -H \"{GatewayPolicies.KeyHeader}: $KEY\"" : "";
        var model = route.Models is [var one, ..] ? one.Name : "<model>";
        if (GatewayRoute.Of(stack, route).FirstOrDefault(one => one is { HasHosts: true, Methods.Count: > 0 }) is { } list)
        {
            lines.Add($"curl {insecure}{url}{list.Paths[0]}{key}");
        }

        lines.Add($"curl {insecure}{url}{ChatPath(route.Options.Path)}{key} -H 'Content-Type: application/json' \\");
        lines.Add($"  -d '{{\"model\": \"{model}\", \"messages\": [{{\"role\": \"user\", \"content\": \"Hello\"}}]}}'");
        return string.Join('\n', lines);
    }

    private static string ChatPath(string path) =>
        !path.EndsWith('*') ? path
        : UsualChatPath.StartsWith(path[..^1], StringComparison.Ordinal) ? UsualChatPath
        : $"{path[..^1].TrimEnd('/')}/chat/completions";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static void Code(StringBuilder text, string code) => text.Append(CultureInfo.InvariantCulture, $"```bash\n{code}\n```\n\n");
}
