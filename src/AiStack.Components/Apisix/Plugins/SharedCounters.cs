using System.Text.Json.Nodes;
using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>Where the counters of limits are: in Redis as soon as the gateway is linked to one, else in each gateway's memory.</summary>
/// <remarks>Not only with several replicas: counters in Redis also outlast a restart, which windows of days need.</remarks>
internal sealed class SharedCounters(RedisServer? redis)
{
    /// <summary>The counters of an AI gateway.</summary>
    public static SharedCounters Of(Stack stack, Component gateway) =>
        new(stack.OffersTo<RedisServer>(stack.ParentOf(gateway)).Select(link => link.Offer).FirstOrDefault());

    /// <summary>Which policy it is, as part of a name.</summary>
    public string Policy => redis is null ? "local" : "redis";

    /// <summary>A plugin that counts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">What it counts.</param>
    public ApisixPlugin Plugin(string name, JsonObject config)
    {
        config["policy"] = Policy;
        return new(name, config) { Values = [.. Values()] };
    }

    private IEnumerable<PluginValue> Values()
    {
        if (redis is null)
        {
            yield break;
        }

        yield return new(["redis_host"], redis.Host);
        yield return new(["redis_port"], redis.Port) { IsNumber = true };
        if (redis.Password is { } password)
        {
            yield return new(["redis_password"], password) { IsOfGateway = true };
        }
    }
}
