using AiStack.Components.Keda;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>KEDA, which scales models: in the cluster itself, on a laptop by a scaler for each model.</summary>
public sealed class KedaResource : Resource, IComponentResource<KedaSpec>
{
    /// <summary>A component of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public KedaResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(KedaModule.Keda, name, new KedaSpec()));

    /// <summary>What was said about the component.</summary>
    public KedaSpec Spec => (KedaSpec)this.Component().Spec;
}
