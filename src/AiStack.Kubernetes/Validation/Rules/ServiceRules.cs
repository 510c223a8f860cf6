namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of Services.</summary>
internal static class ServiceRules
{
    /// <summary>Checks the spec of a Service.</summary>
    public static void Check(Field spec)
    {
        SelectorRules.CheckLabels(spec["selector"]);
        var ports = spec["ports"];
        var count = ports.Items.Count();
        if (spec["type"].Text == "ExternalName")
        {
            spec.ReportIf(spec["externalName"].Text is not { Length: > 0 } ? "'type: ExternalName' needs 'externalName'." : null);
        }
        else
        {
            spec.ReportIf(count == 0 && spec["clusterIP"].Text != "None" ? "A Service needs 'ports', unless it is headless ('clusterIP: None')." : null);
        }

        ports.UniqueNames("port");
        foreach (var port in ports.Items)
        {
            Check(port, count > 1);
        }

        var isOutside = spec["type"].Text is "NodePort" or "LoadBalancer";
        spec["externalTrafficPolicy"].ReportIf(spec["externalTrafficPolicy"].IsThere && !isOutside ? "Only a Service of type NodePort or LoadBalancer has external traffic." : null);
    }

    private static void Check(Field port, bool isOneOfSeveral)
    {
        port["port"].CheckPort();
        port["targetPort"].CheckPort();
        port["targetPort"].ReportIf(port["targetPort"].Text is { } target ? KubernetesNames.PortProblem(target) : null);
        port["nodePort"].ReportIf(port["nodePort"].Number is < 0 or > 65535 ? "This is no port: 1 to 65535." : null);
        port["name"].ReportIf(port["name"].Text is { } name ? KubernetesNames.LabelProblem(name) : null);
        port.ReportIf(isOneOfSeveral && !port["name"].IsThere ? "A Service with several ports needs a 'name' for each." : null);
    }
}
