namespace AiStack.Simulator.Protocol;

/// <summary>A request that is answered with an error, in the shape vLLM gives its errors.</summary>
/// <remarks>Source: vLLM <c>vllm/entrypoints/serve/exception_handling</c>.</remarks>
internal sealed class RequestProblem(int status, string type, string message, string? parameter = null) : Exception(message)
{
    /// <summary>HTTP status, repeated as <c>code</c> in the body.</summary>
    public int Status { get; } = status;

    /// <summary>vLLM's name for the kind of error.</summary>
    public string Type { get; } = type;

    /// <summary>The request's field that is wrong.</summary>
    public string? Parameter { get; } = parameter;

    /// <summary>A value that the engine cannot work with.</summary>
    public static RequestProblem BadRequest(string message, string? parameter = null) => new(400, "BadRequestError", message, parameter);

    /// <summary>A value whose parameter is repeated at the end of the message, as vLLM does for its own checks.</summary>
    public static RequestProblem Invalid(string message, string parameter, object? value) =>
        BadRequest(value is null ? $"{message} (parameter={parameter})" : $"{message} (parameter={parameter}, value={value})", parameter);

    /// <summary>A body that does not have the shape of the request.</summary>
    /// <param name="kind">Pydantic's name for the error.</param>
    /// <param name="place">Dotted path, beginning with <c>body</c>.</param>
    /// <param name="what">What is wrong there.</param>
    /// <param name="input">What was given, as Python would print it.</param>
    public static RequestProblem Malformed(string kind, string place, string what, string input) =>
        new(400, "Bad Request", $"1 validation error:\n  {{'type': '{kind}', 'loc': '{place}', 'msg': '{what}', 'input': {input}}}", place);

    /// <summary>A model that is not served here.</summary>
    public static RequestProblem UnknownModel(string name) => new(404, "NotFoundError", $"The model `{name}` does not exist.", "model");
}
