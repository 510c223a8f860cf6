using System.Net;
using System.Net.Sockets;
using System.Text;
using AiStack.Components.Redis;

namespace AiStack.Components.Tests.Redis;

public sealed class RedisHealthCheckTests
{
    [Theory]
    [InlineData("+OK\r\n+PONG\r\n", null)]
    [InlineData("-WRONGPASS invalid username-password pair or user is disabled.\r\n-NOAUTH Authentication required.\r\n", "The server has another password than the one it was given here.")]
    [InlineData("+OK\r\n-LOADING Redis is loading the dataset in memory\r\n", "The server answers: LOADING Redis is loading the dataset in memory")]
    [InlineData("", "The server closed the connection.")]
    public async Task Ping_AnswerOfTheServer_IsToldAsItIs(string answer, string? complaint)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = AnswerAsync(listener, answer);

        var result = await RedisHealthCheck.PingAsync("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, "pässword", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(complaint, result);
        Assert.Equal("*2\r\n$4\r\nAUTH\r\n$9\r\npässword\r\n*1\r\n$4\r\nPING\r\n", await asked);
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[1000];
        var length = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
