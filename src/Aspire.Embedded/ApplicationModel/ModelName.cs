namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for names of resources and endpoints: they become host names, so they follow the rules for DNS labels.</summary>
internal static class ModelName
{
    internal const int MaxLength = 64;

    /// <summary>Throws when a name breaks a rule.</summary>
    /// <param name="target">What is being named, for the message: <c>Resource</c> or <c>EndpointAnnotation</c>.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name breaks a rule; the message says which.</exception>
    internal static void ValidateName(string target, string name)
    {
        if (FindProblem(target, name) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }
    }

    internal static string? FindProblem(string target, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentException.ThrowIfNullOrEmpty(name);

        if (name.Length > MaxLength)
        {
            return $"{target} name '{name}' is invalid. Name must be between 1 and {MaxLength} characters long.";
        }

        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return $"{target} name '{name}' is invalid. Name must contain only ASCII letters, digits, and hyphens.";
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            return $"{target} name '{name}' is invalid. Name must start with an ASCII letter.";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            return $"{target} name '{name}' is invalid. Name cannot contain consecutive hyphens.";
        }

        return name[^1] == '-' ? $"{target} name '{name}' is invalid. Name cannot end with a hyphen." : null;
    }
}
