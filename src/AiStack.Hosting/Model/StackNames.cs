using AiStack.Core.Schema;

namespace AiStack.Hosting.Model;

/// <summary>The name of a stack that nobody named.</summary>
internal static class StackNames
{
    /// <summary>The name of the AppHost's directory, or of the one above it where that says no more than «AppHost», as a DNS label.</summary>
    public static string FromDirectory(string directory)
    {
        var own = new DirectoryInfo(directory);
        var name = Label(own.Name is "AppHost" && own.Parent is { } parent ? parent.Name : own.Name);
        return name.Length == 0 ? "stack" : name;
    }

    private static string Label(string text)
    {
        var label = new string([.. text.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')]).Trim('-');
        return label.Length <= StackProperties.LongestName ? label : label[..StackProperties.LongestName].TrimEnd('-');
    }
}
