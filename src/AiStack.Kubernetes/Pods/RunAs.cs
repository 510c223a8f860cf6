namespace AiStack.Kubernetes.Pods;

/// <summary>Who a pod's programs run as.</summary>
/// <param name="UserId">User id that the image really works under; never root.</param>
/// <param name="GroupId">Group id.</param>
/// <param name="FileGroupId">Group that its volumes belong to. <see langword="null"/>: it has none to write to.</param>
public sealed record RunAs(int UserId, int GroupId, int? FileGroupId = null);
