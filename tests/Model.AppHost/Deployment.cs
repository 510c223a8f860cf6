namespace Model.AppHost;

/// <summary>One of everything that a deployment manifest can hold.</summary>
internal static class Deployment
{
    internal static void Describe(IDistributedApplicationBuilder builder)
    {
        var region = builder.AddParameter("region", "west", publishValueAsDefault: true);
        var password = builder.AddParameter("password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true);
        var token = builder.AddParameter("token", secret: true);

        var store = builder.AddQdrant("store").WithDataVolume("store-data");
        var web = builder.AddContainer("web", "registry.example.com/web", "1.2")
            .WithEntrypoint("/bin/web")
            .WithArgs("--region", region, "--store", store.Resource.HttpEndpoint)
            .WithBindMount("settings", "/settings", isReadOnly: true)
            .WithVolume("web-data", "/data")
            .WithVolume(null, "/cache")
            .WithHttpEndpoint(port: 8080, targetPort: 80)
            .WithEndpoint(targetPort: 9000, name: "feed", isExternal: true)
            .WithHttpEndpoint(port: 7000, name: "admin")
            .WithEnvironment("LEVEL", "high")
            .WithEnvironment("PASSWORD", password)
            .WithEnvironment("TOKEN", $"Bearer {token}")
            .WithEnvironment("DATABASE", $"db://{password:uri}@host")
            .WithEnvironment(context => context.EnvironmentVariables["COUNT"] = 3)
            .WithReference(store);

        builder.AddExecutable("job", "run-job", "work", "--once")
            .WithHttpEndpoint()
            .WithEnvironment("WEB", web.GetEndpoint("http"))
            .WithEnvironment("WEB_HOST", $"{web.GetEndpoint("http").Property(EndpointProperty.Host)}:{web.GetEndpoint("feed").Property(EndpointProperty.Port)}");
        builder.AddContainer("hidden", "nothing", "1").ExcludeFromManifest();
        builder.AddResource(new NoteResource("note"));
    }
}
