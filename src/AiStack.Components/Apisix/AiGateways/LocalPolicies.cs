using System.Net;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Apisix;

/// <summary>What policies of a gateway cannot do on one machine, said once at its start.</summary>
internal static class LocalPolicies
{
    /// <summary>Tells of a gateway what differs.</summary>
    public static void TellBeforeStart(IResourceBuilder<AiGatewayResource> gateway)
    {
        var builder = gateway.ApplicationBuilder;
        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            if (builder.ExecutionContext.IsRunMode && gateway.Resource.Parent.Local is { } local)
            {
                var logger = started.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack");
                foreach (var difference in Of(builder.GetStackModel().Stack, builder.GetStackModel().ComponentOf(gateway.Resource), local.IsContainer))
                {
                    logger.LogInformation("'{Gateway}': {Difference}", gateway.Resource.Name, difference);
                }
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>What differs, a sentence each.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="isContainer">Whether APISIX runs, in a container; otherwise our gateway does, as a process.</param>
    internal static IEnumerable<string> Of(Stack stack, Component gateway, bool isContainer)
    {
        var spec = (AiGatewaySpec)gateway.Spec;
        var caller = isContainer ? "the address of the containers' network" : IPAddress.Loopback.ToString();
        if (spec.IpWhitelist is { Count: > 0 } ranges && (isContainer || !ranges.Any(Admits)))
        {
            yield return $"Every caller on this machine has {caller}, so ip_whitelist refuses all of them{(isContainer ? " unless it has that address" : "")}. To try the gateway here, add {(isContainer ? "the network's range" : "127.0.0.1")} to the list.";
        }

        if (spec.RateLimiting is { Key: RequestLimitKey.RemoteAddress })
        {
            yield return $"Every caller on this machine has {caller}, so rate_limiting counts all of them together.";
        }

        if (!isContainer && Counts(stack, gateway, spec) && stack.OffersTo<RedisServer>(stack.ParentOf(gateway)).Any())
        {
            yield return "Limits are counted in the gateway's memory here: redis needs a container runtime, and this is the only gateway.";
        }
    }

    private static bool Counts(Stack stack, Component gateway, AiGatewaySpec spec) => spec.RateLimiting is not null || AiRoute.Of(stack, gateway).Any(route => route.Options.TokenLimit is not null);

    private static bool Admits(string text) => AddressRange.TryParse(text, out var range, out _) && range.Contains(IPAddress.Loopback);
}
