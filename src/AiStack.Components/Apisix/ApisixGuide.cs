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

        var key = lines.Count > 0 ? " -H \"apikey: $KEY\"" : "";
        var model = route.Models is [var one, ..] ? one.Name : "<model>";
        lines.Add($"curl {insecure}{url}{GatewayRoute.ModelListPath}{key}");
        lines.Add($"curl {insecure}{url}/v1/chat/completions{key} -H 'Content-Type: application/json' \\");
        lines.Add($"  -d '{{\"model\": \"{model}\", \"messages\": [{{\"role\": \"user\", \"content\": \"Hello\"}}]}}'");
        return string.Join('\n', lines);
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static void Code(StringBuilder text, string code) => text.Append(CultureInfo.InvariantCulture, $"```bash\n{code}\n```\n\n");
}
