using AiStack.Components.Langflow;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Langflow: flows of models and vector stores. A container; without a container engine it does not run.</summary>
public sealed class LangflowResource : ContainerResource, IComponentResource<LangflowSpec>
{
    /// <summary>A component of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public LangflowResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(LangflowModule.Langflow, name, new LangflowSpec()));

    /// <summary>What was said about the component.</summary>
    public LangflowSpec Spec => (LangflowSpec)this.Component().Spec;
}
