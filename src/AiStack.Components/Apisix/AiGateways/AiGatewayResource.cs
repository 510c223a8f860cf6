using AiStack.Components.Apisix;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An AI gateway of an APISIX component.</summary>
public sealed class AiGatewayResource : Resource, IResourceWithParent<ApisixResource>, IComponentResource<AiGatewaySpec>
{
    internal AiGatewayResource(string name, string nameInStack, ApisixResource apisix, AiGatewaySpec spec) : base(name)
    {
        Parent = apisix;
        Annotations.Add(new ComponentAnnotation(ApisixModule.AiGateway, nameInStack, spec, apisix));
    }

    /// <summary>The component that it is a part of.</summary>
    public ApisixResource Parent { get; }

    /// <summary>What was said about the gateway.</summary>
    public AiGatewaySpec Spec => (AiGatewaySpec)this.Component().Spec;
}
