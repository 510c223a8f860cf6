namespace AiStack.Components.Apisix;

/// <summary>Whose requests are counted together.</summary>
public enum RequestLimitKey
{
    /// <summary>Those of one address.</summary>
    RemoteAddress,

    /// <summary>Those of one consumer, known by its key.</summary>
    Consumer,
}
