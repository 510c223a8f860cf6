using System.Net;

namespace Aspire.Hosting.Dcp;

/// <summary>DCP refused a request.</summary>
internal sealed class DcpApiException(HttpStatusCode status, string message) : Exception(message)
{
    internal HttpStatusCode Status { get; } = status;
}
