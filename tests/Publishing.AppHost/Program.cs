using AiStack.Components.Vllm;
using AiStack.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Publishing.AppHost;

// An AppHost for tests of publishing:
//   --stack whole    everything that a stack can have, with the environments staging and prod
//   --stack wrong    an error in the stack
//   --stack wrong-in-prod    an error in one of its environments
//   --Text:Publisher true    a publisher that writes the stack as text stands where the one for clusters is
var builder = DistributedApplication.CreateBuilder(args);
if (builder.Configuration["Text:Publisher"] == "true")
{
    builder.Services.AddSingleton<IStackPublisher, TextPublisher>();
}

switch (builder.Configuration["stack"])
{
    case "whole":
        WholeStack.Describe(builder);
        break;
    case "wrong":
        builder.AddKubernetesTarget("wrong");
        builder.AddVllm("vllm").WithNodePool("nowhere").AddModel("chat", "org/chat", ModelType.Chat).WithServedModelName("no\nname");
        break;
    case "wrong-in-prod":
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);
        builder.AddKubernetesTarget("wrong").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = -1 }));
        break;
    default:
        throw new DistributedApplicationException("Which --stack?");
}

builder.Build().Run();
