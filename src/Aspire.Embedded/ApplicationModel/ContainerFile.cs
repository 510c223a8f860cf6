namespace Aspire.Hosting.ApplicationModel;

/// <summary>A plain file to be made in a container before it starts.</summary>
public sealed class ContainerFile : ContainerFileBase;
