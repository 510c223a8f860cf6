using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Local;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An APISIX component: the gateway in front of web applications and models.</summary>
/// <remarks>Where no container runs it shows the state of our own gateway, a process below it.</remarks>
public sealed class ApisixResource : ContainerResource, IComponentResource<ApisixSpec>
{
    /// <summary>A component of which nothing was said yet.</summary>
    public ApisixResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(ApisixModule.Apisix, name, new ApisixSpec()));

    /// <summary>What was said about the component.</summary>
    public ApisixSpec Spec => (ApisixSpec)this.Component().Spec;

    /// <summary>What answers for the component on this machine.</summary>
    /// <value><see langword="null"/>: nothing.</value>
    internal LocalGateway? Local { get; set; }

    /// <summary>Port for plain HTTP on this machine.</summary>
    /// <value><see langword="null"/>: a free one.</value>
    internal int? Port { get; set; }

    /// <summary>Port for HTTPS on this machine.</summary>
    /// <value><see langword="null"/>: a free one.</value>
    internal int? HttpsPort { get; set; }
}
