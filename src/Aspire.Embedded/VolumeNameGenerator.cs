using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Names of volumes that belong to one application.</summary>
public static class VolumeNameGenerator
{
    /// <summary>A name made of the application, the AppHost's directory (its name alone where it is published, so that it is the same on each machine), the resource and a suffix: the same at each start, and another one for another application.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource that has the volume.</param>
    /// <param name="suffix">What is in it, such as <c>data</c>.</param>
    /// <returns>The name.</returns>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(suffix);

        var application = builder.ApplicationBuilder;
        var letters = string.Concat(application.Environment.ApplicationName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var place = application.ExecutionContext.IsPublishMode ? application.Environment.ApplicationName : application.AppHostDirectory;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..10];
        return $"{(letters.Length == 0 ? "apphost" : letters)}-{hash}-{builder.Resource.Name.ToLowerInvariant()}-{suffix}";
    }
}
