namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is mounted into a container.</summary>
public enum ContainerMountType
{
    /// <summary>A directory or file of this machine.</summary>
    BindMount,

    /// <summary>A volume kept by the container runtime.</summary>
    Volume,
}
