using AiStack.Core.Policies;

namespace AiStack.Core.Checks;

/// <summary>Rules that hold for every stack, whatever is in it.</summary>
internal static class GeneralRules
{
    public static IReadOnlyList<IRule> All { get; } = [new NameRule(), new DoubledLinkRule(), new SecretStoreRule(), new ChildrenRule(), new PolicyCaseRule(), new WrittenSecretRule()];
}
