using Microsoft.Extensions.DependencyInjection;
using Scripts.AppHost;

// An AppHost for tests that must kill one, or look at one from outside:
//   --Scripts:<name> <shell script>    an executable of that name        --Ports:<name> <number>    with a proxied http endpoint on that port
//   --Images:<name> <image>            a container of that name                --WithDashboard=true    with the dashboard
// It prints «<name> is <state>» whenever that changes. With --serve it is a web server instead: see WebServer.
if (args is ["--serve", ..])
{
    await WebServer.RunAsync();
    return;
}

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = !args.Contains("--WithDashboard=true") });
foreach (var script in builder.Configuration.GetSection("Scripts").GetChildren())
{
    var executable = builder.AddExecutable(script.Key, "/bin/sh", ".", "-c", script.Value!);
    if (builder.Configuration[$"Ports:{script.Key}"] is { } port)
    {
        executable.WithHttpEndpoint(port: int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    }
}

foreach (var image in builder.Configuration.GetSection("Images").GetChildren())
{
    builder.AddContainer(image.Key, image.Value!);
}

builder.Services.AddHostedService<StatePrinter>();
builder.Build().Run();
