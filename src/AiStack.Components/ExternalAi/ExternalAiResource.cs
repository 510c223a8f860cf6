using AiStack.Components.ExternalAi;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An AI provider outside the stack. Nothing of it runs here.</summary>
public sealed class ExternalAiResource : Resource, IComponentResource<ExternalAiSpec>
{
    internal ExternalAiResource(string name, ExternalAiSpec spec) : base(name) => Annotations.Add(new ComponentAnnotation(ExternalAiModule.ExternalAi, name, spec));

    /// <summary>What was said about the provider.</summary>
    public ExternalAiSpec Spec => (ExternalAiSpec)this.Component().Spec;
}
