namespace AiStack.Gateway.Router;

/// <summary>How one of several backends of a model is chosen.</summary>
internal enum RoutingLogic
{
    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The same session goes to the same backend; requests without a session go to the least asked one.</summary>
    Session,
}
