namespace Aspire.Hosting.ApplicationModel;

/// <summary>When an image is pulled.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the container runtime does it.</summary>
    Default,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>When it is not on this machine.</summary>
    Missing,

    /// <summary>Never: a missing image is an error.</summary>
    Never,
}
