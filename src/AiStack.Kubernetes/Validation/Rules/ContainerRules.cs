using AiStack.Core.Units;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of containers.</summary>
internal static class ContainerRules
{
    private static readonly string[] s_handlers = ["exec", "httpGet", "tcpSocket", "grpc"];

    /// <summary>Checks a container of a pod.</summary>
    /// <param name="container">The container.</param>
    /// <param name="volumes">Names of the pod's volumes.</param>
    public static void Check(Field container, IReadOnlySet<string> volumes)
    {
        container["name"].ReportIf(container["name"].Text is { } name ? KubernetesNames.LabelProblem(name) : null);
        container.ReportIf(container["image"].Text is not { Length: > 0 } ? "A container needs an 'image'." : null);
        CheckEnvironment(container["env"]);
        CheckPorts(container["ports"]);
        foreach (var mount in container["volumeMounts"].Items)
        {
            CheckMount(mount, volumes);
        }

        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            CheckProbe(container[probe], probe, container["ports"]);
        }

        foreach (var hook in (string[])["postStart", "preStop"])
        {
            if (container["lifecycle"][hook] is { IsThere: true } handler)
            {
                handler.ExactlyOne("A hook", "exec", "httpGet", "sleep", "tcpSocket");
            }
        }

        CheckResources(container["resources"]);
    }

    private static void CheckEnvironment(Field environment)
    {
        foreach (var variable in environment.Items)
        {
            variable["name"].ReportIf(variable["name"].Text is { } name && (name.Length == 0 || name.Any(c => c is '=' or < ' ' or > '~')) ? $"'{name}' is no name of a variable: printable ASCII without '='." : null);
            if (variable["value"].Text is { Length: > 0 })
            {
                variable.AtMostOne("value", "valueFrom");
            }

            if (variable["valueFrom"] is { IsThere: true } source)
            {
                source.ExactlyOne("'valueFrom'", "configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef");
            }
        }
    }

    private static void CheckPorts(Field ports)
    {
        ports.UniqueNames("port");
        foreach (var port in ports.Items)
        {
            port["containerPort"].CheckPort();
            port["name"].ReportIf(port["name"].Text is { } name ? KubernetesNames.PortProblem(name) : null);
            port["hostPort"].ReportIf(port["hostPort"].Number is < 0 or > 65535 ? "This is no port: 1 to 65535." : null);
        }
    }

    private static void CheckMount(Field mount, IReadOnlySet<string> volumes)
    {
        if (mount["name"].Text is { } name && !volumes.Contains(name))
        {
            mount["name"].Report($"The pod has no volume '{name}'. Volumes: {Structure.JsonWords.List(volumes.Order(StringComparer.Ordinal))}.");
        }

        mount["subPath"].ReportIf(mount["subPath"].Text is { } part && (part.StartsWith('/') || part.Split('/').Contains("..")) ? "'subPath' is a path inside of the volume, without '/' at its start and without '..'." : null);
        mount["mountPath"].ReportIf(mount["mountPath"].Text is { } path && (path.Length == 0 || path.Contains(':', StringComparison.Ordinal)) ? "'mountPath' is a path without ':'." : null);
    }

    private static void CheckProbe(Field probe, string name, Field ports)
    {
        if (!probe.IsThere)
        {
            return;
        }

        probe.ExactlyOne("A probe", s_handlers);
        foreach (var key in (string[])["periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"])
        {
            probe[key].ReportIf(probe[key].Number < 0 ? $"'{key}' is not negative." : null);
        }

        probe["successThreshold"].ReportIf(name != "readinessProbe" && probe["successThreshold"].Number > 1 ? "Only a readiness probe may want more than one success." : null);
        CheckTarget(probe["httpGet"]["port"], ports);
        CheckTarget(probe["tcpSocket"]["port"], ports);
        probe["grpc"]["port"].CheckPort();
    }

    private static void CheckTarget(Field target, Field ports)
    {
        target.CheckPort();
        if (target.Text is { } name && !ports.Items.Any(port => port["name"].Text == name))
        {
            target.Report($"The container has no port named '{name}'. Names: {Structure.JsonWords.List(ports.Items.Select(port => port["name"].Text).OfType<string>())}.");
        }
    }

    private static void CheckResources(Field resources)
    {
        foreach (var (name, request) in resources["requests"].Entries)
        {
            var limit = resources["limits"][name];
            if (Amount(request) is { } wanted && Amount(limit) is { } most && wanted > most)
            {
                request.Report($"{wanted} of '{name}' are requested, and the limit is {most}; a request may not be more than its limit.");
            }

            // Devices are not shared out: what is requested is what is given.
            if (name.Contains('/', StringComparison.Ordinal) && Amount(request) != Amount(limit))
            {
                request.Report($"'{name}' needs the same amount in 'limits' as in 'requests'.");
            }
        }

        foreach (var (_, amount) in resources["requests"].Entries.Concat(resources["limits"].Entries))
        {
            amount.ReportIf(Amount(amount) < Quantity.Zero ? "An amount is not negative." : null);
        }
    }

    private static Quantity? Amount(Field amount) =>
        Quantity.TryParse(amount.Text ?? (amount.Number is not null ? amount.Node!.ToJsonString() : null), out var quantity, out _) ? quantity : null;
}
