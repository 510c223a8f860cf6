namespace AiStack.Core;

/// <summary>How secret values reach the cluster.</summary>
/// <param name="Mode">Who brings them. Default: by hand.</param>
/// <param name="Store">ClusterSecretStore to read from; required for <see cref="SecretsMode.External"/>, else <see langword="null"/>.</param>
public sealed record SecretsSpec(SecretsMode Mode = SecretsMode.Kubernetes, string? Store = null);
