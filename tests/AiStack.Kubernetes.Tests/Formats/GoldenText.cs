using System.Reflection;

namespace AiStack.Kubernetes.Tests.Formats;

/// <summary>Texts of formats that were read line by line; ACCEPT_GOLDEN=1 writes them anew.</summary>
internal static class GoldenText
{
    private static readonly string s_expected = Path.Combine(
        typeof(GoldenText).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "tests", "AiStack.Kubernetes.Tests", "Formats", "Expected");

    public static string Of(string name, string actual)
    {
        var path = Path.Combine(s_expected, name);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        return File.ReadAllText(path);
    }
}
