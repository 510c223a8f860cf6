using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>A directory with schemas and manifests of a test's own.</summary>
internal sealed class SchemaFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aistack-schemas-").FullName;

    public SchemaFolder With(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>Adds a kind <c>Thing</c> of <c>test.dev/v1</c> whose <c>spec</c> has a schema.</summary>
    public SchemaFolder WithThing(string specSchema) => With("thing.yaml", Thing(specSchema));

    public SchemaSet Load() => SchemaSet.Load(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>The definition of <c>Thing</c>; the schema of its <c>spec</c> is flow YAML or block YAML without indentation.</summary>
    public static string Thing(string specSchema) => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: things.test.dev }
        spec:
          group: test.dev
          names: { kind: Thing, plural: things }
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  apiVersion: { type: string }
                  kind: { type: string }
                  metadata: { type: object }
                  spec:
                    {{specSchema.Replace("\n", "\n            ", StringComparison.Ordinal)}}
          - name: v1beta1
            served: false
            storage: false
            schema: { openAPIV3Schema: { type: object } }
        """;
}
