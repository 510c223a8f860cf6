namespace AiStack.Gateway.Requests;

/// <summary>Why a backend did not answer, and what follows from it.</summary>
internal enum ForwardFailure
{
    /// <summary>It answered.</summary>
    None,

    /// <summary>The client went away; nobody is to blame.</summary>
    ClientGone,

    /// <summary>No connection: the backend never saw the request, so another one can have it.</summary>
    NotConnected,

    /// <summary>Broken after the request was sent, before an answer began: the backend may have worked on it.</summary>
    BrokenBeforeAnswer,

    /// <summary>Silent for longer than allowed, before an answer began.</summary>
    TimedOut,

    /// <summary>Broken after part of the answer was passed on.</summary>
    BrokenInAnswer,
}
