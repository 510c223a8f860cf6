using AiStack.Core;

namespace AiStack.Components.Langflow;

/// <summary>What is true about Langflow, whoever runs it.</summary>
/// <remarks>
/// Source: langflow-ai/langflow, documentation on environment variables, global variables, authentication and Docker images;
/// <c>src/lfx/src/lfx/services/settings</c>; <c>docker_example/docker-compose.yml</c> for the configuration directory;
/// <c>docker/build_and_push_with_extras.Dockerfile</c> for the user and for what is written below its home;
/// langflow-ai/langflow-helm-charts <c>charts/langflow-runtime/values.yaml</c> for the group and a root file system that cannot be written.
/// </remarks>
public static class LangflowFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image with every provider's components, Qdrant's among them.</summary>
    public const string Image = "langflowai/langflow-all";

    /// <summary>Tag of the image.</summary>
    public const string Tag = "1.12.0";

    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}";

    /// <summary>User that the image runs as.</summary>
    public const int UserId = 1000;

    /// <summary>Group that it runs as in a cluster, and that its disk belongs to.</summary>
    public const int GroupId = 1000;

    /// <summary>Port of the editor and of the API.</summary>
    public const int Port = 7860;

    /// <summary>Answers 200 once the application is up and reaches its database and cache; <c>/health</c> does so before.</summary>
    public const string HealthPath = "/health_check";

    /// <summary>Answers 200 as soon as the process takes requests, whatever its database does.</summary>
    public const string LivePath = "/health";

    /// <summary>Where files, the built-in database and logs are kept.</summary>
    public const string ConfigurationDirectory = "/app/langflow";

    /// <summary>Name of the first user when none is given.</summary>
    public const string Superuser = "admin";

    /// <summary>What stands for an OpenAI key where the API asks for none: the clients refuse to start without one.</summary>
    public const string NoKey = "none-needed";

    /// <summary>Secret with the first user's password, when none is given.</summary>
    /// <param name="name">Name of the component.</param>
    public static SecretReference SuperuserPasswordOf(string name) => new($"{name}-superuser", "password");

    /// <summary>Secret with the key that stored credentials are encrypted with; the same on all replicas and at each start.</summary>
    /// <param name="name">Name of the component.</param>
    /// <remarks>From 32 characters on it is taken for the base64 form of 32 bytes, which has 43 letters and digits; any other length then fails.</remarks>
    public static SecretReference EncryptionKeyOf(string name) => new($"{name}-encryption", "secret-key") { GeneratedLength = 43 };
}
