namespace AiStack.Core;

/// <summary>Who brings secret values into the cluster.</summary>
public enum SecretsMode
{
    /// <summary>Secrets are made by hand; the output lists the commands.</summary>
    Kubernetes,

    /// <summary>The External Secrets operator fetches them from a store.</summary>
    External,
}
