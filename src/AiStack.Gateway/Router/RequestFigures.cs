namespace AiStack.Gateway.Router;

/// <summary>A backend's requests at one moment. An average is −1 while the window holds nothing to average, as in the original.</summary>
/// <param name="QueriesPerSecond">Requests given to the backend, per second of the window.</param>
/// <param name="AverageLatency">Seconds from request to end of the answer.</param>
/// <param name="AverageDecodingLength">Seconds from the first byte to the end of the answer.</param>
/// <param name="AverageInterTokenLatency">Seconds of decoding for one token, from answers that said how many they had.</param>
/// <param name="InPrefill">Requests whose answer has not begun.</param>
/// <param name="InDecoding">Requests whose answer is under way.</param>
internal readonly record struct RequestFigures(
    double QueriesPerSecond,
    double AverageLatency,
    double AverageDecodingLength,
    double AverageInterTokenLatency,
    int InPrefill,
    int InDecoding);
