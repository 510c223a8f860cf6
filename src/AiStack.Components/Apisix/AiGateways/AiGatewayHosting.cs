using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Apisix;

/// <summary>An AI gateway in a run: it is shown, with its keys; nothing serves its routes yet.</summary>
internal static class AiGatewayHosting
{
    /// <summary>State of a gateway beside a local APISIX that runs.</summary>
    public const string NotServed = "not served locally";

    public static void Host(IResourceBuilder<AiGatewayResource> gateway)
    {
        var spec = gateway.Resource.Spec;
        foreach (var key in spec.ApiKeys.Values.Prepend(spec.ApiKey).OfType<Core.SecretReference>())
        {
            gateway.ApplicationBuilder.AddSecretParameter(key);
        }

        if (gateway.Resource.Parent.Annotations.OfType<ContainerImageAnnotation>().Any())
        {
            gateway.AsNotRun("AI gateway", NotServed);
        }
        else
        {
            gateway.AsNeedingContainers("AI gateway");
        }
    }
}
