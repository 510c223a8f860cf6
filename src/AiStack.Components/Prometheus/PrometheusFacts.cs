namespace AiStack.Components.Prometheus;

/// <summary>What is true about Prometheus, whoever runs it.</summary>
/// <remarks>Source: prometheus/prometheus, <c>Dockerfile</c> and the configuration and management API pages of its documentation.</remarks>
public static class PrometheusFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image without registry and tag. Its entry point is the server; it runs as <see cref="User"/>.</summary>
    public const string Image = "prom/prometheus";

    /// <summary>Tag of the image: a release with long-term support.</summary>
    public const string Tag = "v3.5.0";

    /// <summary>Port of the server.</summary>
    public const int Port = 9090;

    /// <summary>Answers 200 once the server can be asked.</summary>
    public const string ReadyPath = "/-/ready";

    /// <summary>Directory of the image that the configuration is in.</summary>
    public const string ConfigurationDirectory = "/etc/prometheus";

    /// <summary>Where samples are kept.</summary>
    public const string DataDirectory = "/prometheus";

    /// <summary>User id of the program: <c>nobody</c>.</summary>
    public const int User = 65534;

    /// <summary>The image's entry point.</summary>
    public static IReadOnlyList<string> Command { get; } = ["/bin/prometheus"];

    /// <summary>How long samples are kept on a laptop.</summary>
    public const string Retention = "7d";

    /// <summary>Release that monitors are labelled with unless another is named: the one of the chart's own instructions.</summary>
    public const string DefaultRelease = "kube-prometheus-stack";
}
