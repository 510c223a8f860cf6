namespace Aspire.Hosting.ApplicationModel;

/// <summary>A mount that the dashboard shows.</summary>
/// <param name="Source">Path on this machine, or the volume's name.</param>
/// <param name="Target">Path in the container.</param>
/// <param name="MountType"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
