using AiStack.Core;

namespace AiStack.Components.Redis;

/// <summary>What is true about Redis, whoever runs it.</summary>
/// <remarks>Source: documentation of the official image (docker-library/docs, <c>redis</c>); the tag is the one that Aspire's own Redis integration uses.</remarks>
public static class RedisFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image without registry and tag. Arguments that begin with a hyphen are <c>redis-server</c>'s.</summary>
    public const string Image = "library/redis";

    /// <summary>Tag of the image.</summary>
    public const string Tag = "8.6";

    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}";

    /// <summary>User and group that the image's server runs as.</summary>
    public const int UserId = 999;

    /// <summary>Variable from which <c>redis-cli</c> takes the password.</summary>
    public const string PasswordVariable = "REDISCLI_AUTH";

    /// <summary>A snapshot after a minute with a change: what Redis is used for here may be lost for a minute, but not at each restart.</summary>
    public static IReadOnlyList<string> SnapshotArguments { get; } = ["--save", "60 1"];

    /// <summary>No snapshots, for a server without a disk.</summary>
    public static IReadOnlyList<string> NoSnapshotArguments { get; } = ["--save", ""];

    /// <summary>Port of the server.</summary>
    public const int Port = 6379;

    /// <summary>Where the image keeps its data.</summary>
    public const string DataDirectory = "/data";

    /// <summary>Secret with the password of a component, under key <c>password</c>.</summary>
    /// <param name="name">Name of the component.</param>
    public static SecretReference PasswordOf(string name) => new($"{name}-auth", "password");
}
