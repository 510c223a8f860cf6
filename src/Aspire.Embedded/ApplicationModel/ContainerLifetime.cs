namespace Aspire.Hosting.ApplicationModel;

/// <summary>How long a container lives.</summary>
internal enum ContainerLifetime
{
    /// <summary>As long as the application runs.</summary>
    Session,

    /// <summary>Longer: it is left running and found again by the next run.</summary>
    Persistent,
}
