namespace Aspire.Hosting.Eventing;

/// <summary>How the subscribers of an event are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; publishing waits for them.</summary>
    BlockingSequential,

    /// <summary>All at once; publishing waits for them.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; publishing does not wait.</summary>
    NonBlockingSequential,

    /// <summary>All at once; publishing does not wait.</summary>
    NonBlockingConcurrent,
}
