namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Which rules a schema was written for.</summary>
internal enum SchemaDialect
{
    /// <summary>A structural schema of a CustomResourceDefinition: defaults come first, fields without a name in it are pruned.</summary>
    CustomResource,

    /// <summary>A definition of Kubernetes' own OpenAPI document: no defaults, nothing is closed, null means: not set.</summary>
    Core,

    /// <summary>JSON Schema draft-07 of a plugin of APISIX: defaults come first, references to secrets are exempt.</summary>
    Plugin,
}
