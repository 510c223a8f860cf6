namespace Aspire.Hosting.ApplicationModel;

/// <summary>An arrow in the dashboard's graph.</summary>
/// <param name="ResourceName">The other resource's name.</param>
/// <param name="Type">What it means.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
