namespace Aspire.Embedded.Tests.Signatures;

/// <summary>Where a public type of ours may say less than the official one, and why. Nowhere may it say more.</summary>
internal static class SignatureExceptions
{
    /// <summary>Interfaces that an official type has and ours has not: the type's full name, the interface, the reason.</summary>
    internal static readonly (string Type, string Interface, string Reason)[] MissingInterfaces =
    [
        ("Aspire.Hosting.ApplicationModel.CommandLineArgsCallbackAnnotation", "ICallbackResourceAnnotation<CommandLineArgsCallbackContext, IList<object>>", Callbacks),
        ("Aspire.Hosting.ApplicationModel.EnvironmentCallbackAnnotation", "ICallbackResourceAnnotation<EnvironmentCallbackContext, Dictionary<string, object>>", Callbacks),
        ("Aspire.Hosting.ApplicationModel.QdrantServerResource", "IResourceWithCustomWithReference<QdrantServerResource>", "It lets AppHosts in other languages find the resource's own WithReference; in C# the compiler finds it."),
    ];

    private const string Callbacks = "It lets Aspire's own engine evaluate a callback once and remember the result; ours does that itself, and no model calls it.";
}
