using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aspire.Hosting.Dashboard;

/// <summary>Refuses every call that does not bring the key which only our dashboard was given.</summary>
internal sealed class ApiKeyInterceptor(DashboardKeys keys) : Interceptor
{
    internal const string Header = "x-resource-service-api-key";

    private readonly byte[] _expected = Hash(keys.ResourceServiceApiKey);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        var given = context.RequestHeaders.GetValue(Header) ?? "";
        // Hashes are of equal length, so the comparison takes the same time whatever was sent.
        if (!CryptographicOperations.FixedTimeEquals(Hash(given), _expected))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, $"The call needs this AppHost's key in '{Header}'."));
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
