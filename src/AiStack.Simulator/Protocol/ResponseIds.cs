namespace AiStack.Simulator.Protocol;

/// <summary>Identifiers of responses.</summary>
internal static class ResponseIds
{
    /// <summary>A new identifier that ends in the request's <c>X-Request-Id</c> if it brought one.</summary>
    public static string New(string prefix, HttpContext http)
    {
        var given = http.Request.Headers["X-Request-Id"];
        return given.Count > 0 ? prefix + given[0] : Random(prefix);
    }

    /// <summary>A new identifier.</summary>
    public static string Random(string prefix) => $"{prefix}{System.Random.Shared.NextInt64():x16}{System.Random.Shared.NextInt64():x16}";
}
