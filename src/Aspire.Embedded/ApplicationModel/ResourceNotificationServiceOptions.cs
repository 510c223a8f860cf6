namespace Aspire.Hosting.ApplicationModel;

/// <summary>Settings of <see cref="ResourceNotificationService"/>.</summary>
internal sealed class ResourceNotificationServiceOptions
{
    /// <summary>What becomes of a wait when the other resource ends or cannot start and nothing else was said.</summary>
    /// <value>The wait goes on (default); it fails when the application has no dashboard, since nobody could start the other one again.</value>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.WaitOnResourceUnavailable;
}
