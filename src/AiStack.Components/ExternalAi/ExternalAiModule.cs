using AiStack.Components.ExternalAi.Rules;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using Aspire.Hosting;

namespace AiStack.Components.ExternalAi;

/// <summary>Providers outside the stack in the model.</summary>
internal sealed class ExternalAiModule : HostedModule
{
    public static ComponentKind ExternalAi { get; } = new("external-ai", "An AI provider outside the stack, reached through an AI gateway.")
    {
        DefaultNamespace = "external-ai",
        Properties = ExternalAiProperties.All,
        Empty = new ExternalAiSpec { Provider = (AiProvider)(-1), ApiKey = null! },
        Offers = (_, component) => [ApiOf((ExternalAiSpec)component.Spec)],
    };

    public override ComponentKind Kind => ExternalAi;

    public override IReadOnlyList<IRule> Rules { get; } = [new EndpointRule(), new UnusedProviderRule()];

    public override IReadOnlyList<ProblemKind> Problems => ExternalAiProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddExternalAiOf(names.Of(component), (ExternalAiSpec)component.Spec).Resource.Component().Source = component.Source;
    }

    // It is what AI gateways make of it.
    public override bool Follows(ComponentKind kind) => kind == ExternalAi;

    private static ProviderApi ApiOf(ExternalAiSpec spec) => new(spec.Provider, spec.Endpoint ?? ExternalAiFacts.UsualEndpoint(spec.Provider), spec.ApiKey, spec.Model);
}
