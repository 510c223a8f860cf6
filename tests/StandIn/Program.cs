// Stands in for an image that no package offers: `AiStack.StandIn ROLE [arguments …]`.
// It has that program's ports and health paths, and under /stand-in it shows what it was given and calls what it is told to.
using AiStack.StandIn;
using AiStack.StandIn.Calls;

var role = args.Length > 0 ? Role.All.SingleOrDefault(role => role.Name == args[0]) : null;
if (role is null)
{
    Console.Error.WriteLine($"The first argument must be one of: {string.Join(", ", Role.All.Select(role => role.Name))}.");
    return 1;
}

// An empty builder: whatever ASPNETCORE_… or Kestrel settings a container gets must not move the ports.
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.Services.AddRoutingCore();
builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
{
    foreach (var port in role.Ports)
    {
        server.ListenAnyIP(port);
    }
});

var app = builder.Build();
app.UseRouting();
Introspection.Map(app, role.Name, args[1..]);
CallEndpoint.Map(app);
role.Map(app);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Standing in for {role.Name} on {string.Join(", ", role.Ports)}"));
await app.RunAsync();
return 0;
