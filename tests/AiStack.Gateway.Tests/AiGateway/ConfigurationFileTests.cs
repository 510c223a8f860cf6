using AiStack.Gateway.AiGateway;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;
using AiStack.Gateway.AiGateway.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The file within the process: whatever stands in it, the program goes on.</summary>
public sealed class ConfigurationFileTests
{
    /// <summary>Files that are wrong in ways that a program may stumble over.</summary>
    public static TheoryData<string> Stumbles =>
    [
        """{"routes":[{"id":"1","uris":["/*"],"hosts":[""],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a b","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":[""],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}],"timeout":{"read":1e300}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}],"timeout":{"read":1e-9}}}]}""",
        """{"routes":[{"id":"\ud800","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]},"plugins":{"proxy-rewrite":{"regex_uri":["(",""]}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"upstream":{"nodes":[{"host":"a","port":1}]},"plugins":{"ip-restriction":{"whitelist":["10.0.0.0/99"]}}}]}""",
        """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{},"override":{"endpoint":"http://"}}}}]}""",
        """{"ssls":[{"id":"1","snis":["a"],"cert":"x","key":"y"}]}""",
        """{"consumers":[{"username":"\ud800","plugins":{"key-auth":{"key":"\ud800"}}}]}""",
        """{"routes":null,"consumers":[null]}""",
        """{"routes":[1]}""",
    ];

    [Theory]
    [MemberData(nameof(Stumbles))]
    public void File_WrongInOddWays_DoesNotEndTheProgram(string text)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-gateway-");
        var path = Path.Combine(directory.FullName, "apisix.json");
        File.WriteAllText(path, "{}");
        var file = new ConfigurationFile(new GatewayOptions { ConfigurationPath = path }, Reader(), NullLogger<ConfigurationFile>.Instance);
        file.Load();

        File.WriteAllText(path, text);
        file.Refresh();

        Assert.True(file.IsLoaded);
        directory.Delete(recursive: true);
    }

    /// <summary>A reader with counters of its own.</summary>
    internal static ConfigurationReader Reader() => new(new PluginReader(new CounterStore(TimeProvider.System), NullLogger.Instance));
}
