using System.Net;
using System.Text;

namespace Scripts.AppHost;

/// <summary>Listens on the port in the variable PORT and answers <c>/NAME</c> with the value of the environment variable NAME.</summary>
internal static class WebServer
{
    internal static async Task RunAsync()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://localhost:{Environment.GetEnvironmentVariable("PORT")}/");
        listener.Start();
        Console.WriteLine("listening");
        while (true)
        {
            var context = await listener.GetContextAsync();
            var value = Environment.GetEnvironmentVariable(context.Request.Url!.AbsolutePath.Trim('/'));
            context.Response.StatusCode = value is null ? 404 : 200;
            context.Response.Close(Encoding.UTF8.GetBytes(value ?? ""), willBlock: false);
        }
    }
}
