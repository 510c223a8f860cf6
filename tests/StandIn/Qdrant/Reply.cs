namespace AiStack.StandIn.Qdrant;

/// <summary>The envelope of every answer of Qdrant's REST interface.</summary>
internal static class Reply
{
    public static IResult Ok(object result) => Results.Json(new { result, status = "ok", time = 0.0 });

    public static IResult Error(int statusCode, string error) => Results.Json(new { status = new { error }, time = 0.0 }, statusCode: statusCode);
}
