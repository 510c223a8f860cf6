using System.Reflection;
using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>The schemas of real clusters, beside the repository.</summary>
internal static class SharedSchemas
{
    private static readonly Lazy<SchemaSet> s_set = new(() => SchemaSet.Load(Directory("crds"), Directory("apisix-plugin-schemas")));

    public static SchemaSet Set
    {
        get
        {
            if (!System.IO.Directory.Exists(Directory("crds")))
            {
                Requirement.IsMissing("The schemas of the custom resources are not there: put them into 'shared/crds' beside the repository.");
            }

            return s_set.Value;
        }
    }

    public static string Directory(string name) =>
        Path.GetFullPath(Path.Combine(typeof(SharedSchemas).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!, "..", "shared", name));
}
