using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Model.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddParameter("greeting", "hello");

switch (builder.Configuration["model"])
{
    case "note":
        builder.AddResource(new NoteResource("note")).OnInitializeResource(async (note, e, _) =>
            await e.Notifications.PublishUpdateAsync(note, snapshot => snapshot with { State = KnownResourceStates.Running }));
        break;
    case "duplicate":
        builder.AddParameter("Greeting", "hi");
        break;
    case "bad-name":
        builder.AddParameter("-greeting", "hi");
        break;
    case "bad-at-start":
        builder.OnBeforeStart((_, _) => throw new DistributedApplicationException("The model is wrong."));
        break;
    case "no-app":
        return;
    case "steps":
        builder.Pipeline.AddStep("write", async step =>
        {
            var directory = step.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
            Directory.CreateDirectory(directory);
            await File.WriteAllTextAsync(Path.Combine(directory, "written.txt"), "written", step.CancellationToken);
        }, requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep(new PipelineStep { Name = "look", Action = _ => Task.CompletedTask });
        builder.Pipeline.AddStep("fail", _ => throw new InvalidOperationException("the disk is full"), dependsOn: "write");
        break;
    case "no-image":
        builder.AddResource(new ContainerResource("web"));
        break;
    case "deployment":
        Deployment.Describe(builder);
        break;
    default:
        break;
}

var app = builder.Build();
if (builder.Configuration["model"] == "fails-late")
{
    throw new InvalidOperationException("too late");
}

app.Run();
