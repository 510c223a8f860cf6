namespace AiStack.Bench.LoadClient;

/// <summary>Takes the bytes of a response body, without HTTP's framing, in the order and pieces they arrive in.</summary>
internal interface IBodySink
{
    /// <summary>Takes the next piece.</summary>
    void Take(ReadOnlySpan<byte> body);
}
