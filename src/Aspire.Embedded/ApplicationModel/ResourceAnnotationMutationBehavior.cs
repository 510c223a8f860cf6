namespace Aspire.Hosting.ApplicationModel;

/// <summary>What becomes of annotations of the same type when one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay, the new one comes last.</summary>
    Append,

    /// <summary>The last of them makes room for the new one.</summary>
    Replace,
}
