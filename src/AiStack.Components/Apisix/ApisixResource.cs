using AiStack.Components.Apisix;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An APISIX component: the gateway in front of web applications and models.</summary>
public sealed class ApisixResource : ContainerResource, IComponentResource<ApisixSpec>
{
    /// <summary>A component of which nothing was said yet.</summary>
    public ApisixResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(ApisixModule.Apisix, name, new ApisixSpec()));

    /// <summary>What was said about the component.</summary>
    public ApisixSpec Spec => (ApisixSpec)this.Component().Spec;
}
