using AiStack.Components.OpenWebUi;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Open WebUI: chat in the browser. A container; without a container engine it does not run.</summary>
public sealed class OpenWebUiResource : ContainerResource, IComponentResource<OpenWebUiSpec>
{
    /// <summary>An Open WebUI of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public OpenWebUiResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(OpenWebUiModule.OpenWebUi, name, new OpenWebUiSpec()));

    /// <summary>What was said about it.</summary>
    public OpenWebUiSpec Spec => (OpenWebUiSpec)this.Component().Spec;

    // The server beside it, if there is one.
    internal ContainerResource? Pipelines { get; set; }
}
