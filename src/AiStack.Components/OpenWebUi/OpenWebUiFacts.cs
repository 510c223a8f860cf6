using AiStack.Core;

namespace AiStack.Components.OpenWebUi;

/// <summary>What is true about Open WebUI, whoever runs it.</summary>
/// <remarks>
/// Source: open-webui/docs, <c>docs/reference/env-configuration.mdx</c> for 0.11.0, and open-webui/helm-charts, which pulls the same image.
/// The image runs as root unless told otherwise; that any other user can run it, without writing to its root file system, is how ArthurVardevanyan/HomeLab
/// (<c>kubernetes/llm/components/open-webui</c>) and others run 0.11.0. Its home, <c>/root</c>, is closed to other users (open-webui/open-webui issue 27651).
/// </remarks>
public static class OpenWebUiFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "ghcr.io";

    /// <summary>Image without registry and tag.</summary>
    public const string Image = "open-webui/open-webui";

    /// <summary>Tag of the image.</summary>
    public const string Tag = "0.11.0";

    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}";

    /// <summary>User and group that it runs as in a cluster; the image has none of its own but root.</summary>
    public const int UserId = 1000;

    /// <summary>Port that the image listens on.</summary>
    public const int Port = 8080;

    /// <summary>Answers 200 to everybody once it is up.</summary>
    public const string HealthPath = "/health";

    /// <summary>Uploaded files, caches, and the SQLite database where no other is linked.</summary>
    public const string DataDirectory = "/app/backend/data";

    /// <summary>Where its own program keeps icons and styles, which it writes anew at each start.</summary>
    public const string StaticDirectory = "/app/backend/open_webui/static";

    /// <summary>Directory of its program, in which <see cref="StartCommand"/> is.</summary>
    public const string ProgramDirectory = "/app/backend";

    /// <summary>What the image starts.</summary>
    public const string StartCommand = "start.sh";

    /// <summary>Variable that says whether the database's tables are brought up to date at the start: <c>True</c> unless it says <c>False</c>.</summary>
    public const string MigrationVariable = "ENABLE_DB_MIGRATIONS";

    /// <summary>Number of the Redis database: Langflow, which may share the server, has 0 and 1.</summary>
    public const int RedisDatabase = 2;

    /// <summary>Sent as the key where none is asked for: with an empty one the request has a header that some servers refuse.</summary>
    public const string NoKey = "none";

    /// <summary>Secret that signs sessions, under key <c>secret-key</c>. It has to stay the same, or everybody is signed out.</summary>
    /// <param name="name">Name of the component.</param>
    public static SecretReference SecretKeyOf(string name) => new($"{name}-secret-key", "secret-key");
}
