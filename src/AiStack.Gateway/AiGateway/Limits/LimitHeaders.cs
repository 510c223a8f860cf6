using System.Globalization;

namespace AiStack.Gateway.AiGateway.Limits;

/// <summary>The headers that tell a caller how much is left.</summary>
/// <param name="Limit">Name of the header with the limit.</param>
/// <param name="Remaining">Name of the header with what remains.</param>
/// <param name="Reset">Name of the header with the seconds until the window is over.</param>
internal sealed record LimitHeaders(string Limit, string Remaining, string Reset)
{
    /// <summary>Writes them.</summary>
    public void Write(IHeaderDictionary headers, long limit, long remaining, TimeSpan reset)
    {
        headers[Limit] = limit.ToString(CultureInfo.InvariantCulture);
        headers[Remaining] = Math.Max(0, remaining).ToString(CultureInfo.InvariantCulture);
        headers[Reset] = ((long)Math.Ceiling(Math.Max(0, reset.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
    }
}
