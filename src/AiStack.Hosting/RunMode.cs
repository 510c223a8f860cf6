namespace AiStack.Hosting;

/// <summary>How the components of a stack run on this machine.</summary>
public enum RunMode
{
    /// <summary>As processes: our simulator for models, our gateway for routers. Needs no container engine, no weights, no GPU.</summary>
    Embedded,

    /// <summary>As containers, in CPU mode, from the components' own images.</summary>
    Containers,
}
