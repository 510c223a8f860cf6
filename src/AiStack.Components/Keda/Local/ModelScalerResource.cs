namespace Aspire.Hosting.ApplicationModel;

/// <summary>Scales a model on this machine by the rules of its ScaledObject: shows what it reads, what it wants and why.</summary>
public sealed class ModelScalerResource : Resource, IResourceWithParent<KedaResource>
{
    internal ModelScalerResource(string name, KedaResource keda, ModelResource model) : base(name) => (Parent, Model) = (keda, model);

    /// <summary>The component that it is a part of.</summary>
    public KedaResource Parent { get; }

    /// <summary>The model that is scaled.</summary>
    public ModelResource Model { get; }
}
