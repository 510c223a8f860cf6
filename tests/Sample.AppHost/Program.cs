// The smallest AppHost there is: what tests of the build, of Aspire's testing package and of the `aspire` command start.
var builder = DistributedApplication.CreateBuilder(args);

builder.AddExecutable("greeter", "/bin/sh", ".", "-c", "echo hello from the greeter; exec sleep 600");

await builder.Build().RunAsync();
