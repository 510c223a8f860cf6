using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Wire = Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Embedded.Tests.Dashboard;

public class ResourceMessageTests
{
    private static readonly DateTime s_firstSeen = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Property(Arbitrary = [typeof(SnapshotArbitrary)])]
    public void Create_AnySnapshot_HasWhatTheDashboardCannotDoWithout(SnapshotArbitrary.Wrapped wrapped)
    {
        var message = ResourceMessage.Create("chat", "chat-abcdefgh", wrapped.Snapshot, s_firstSeen);

        Assert.NotNull(message.CreatedAt);
        Assert.All(message.Urls, url => Assert.NotNull(url.DisplayProperties));
        Assert.All(message.Properties, property => Assert.NotEqual(Value.KindOneofCase.None, property.Value.KindCase));
        Assert.All(message.Relationships, relationship => Assert.False(string.IsNullOrWhiteSpace(relationship.ResourceName) || string.IsNullOrWhiteSpace(relationship.Type)));
        Assert.All(message.Commands, command => Assert.False(string.IsNullOrWhiteSpace(command.Name) || string.IsNullOrWhiteSpace(command.DisplayName)));
        Assert.All(message.Properties, property => Assert.False(string.IsNullOrWhiteSpace(property.Name)));
        Assert.Equal(message.Properties.Count, message.Properties.Select(property => property.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(message, Wire.Resource.Parser.ParseFrom(message.ToByteArray()));
    }

    [Fact]
    public void Create_SnapshotWithoutCreationTime_TakesTheTimeItWasFirstSeen()
    {
        var message = ResourceMessage.Create("chat", "chat", new() { ResourceType = "Model", Properties = [] }, s_firstSeen);

        Assert.Equal(s_firstSeen, message.CreatedAt.ToDateTime());
    }

    [Fact]
    public void Create_ReplicaInstance_IsFoundByItsIdAndShownByItsResourceName()
    {
        var message = ResourceMessage.Create("chat", "chat-abcdefgh", new() { ResourceType = "Executable", Properties = [] }, s_firstSeen);

        Assert.Equal(("chat-abcdefgh", "chat-abcdefgh", "chat"), (message.Name, message.Uid, message.DisplayName));
    }

    [Fact]
    public void Create_HealthReportThatHasNotRun_HasNoStatus()
    {
        var message = ResourceMessage.Create("chat", "chat", new CustomResourceSnapshot
        {
            ResourceType = "Executable",
            Properties = [],
        }.WithReports(new("early", null, null, null), new("late", HealthStatus.Degraded, "slow", null)), s_firstSeen);

        Assert.False(message.HealthReports[0].HasStatus);
        Assert.Equal(Wire.HealthStatus.Degraded, message.HealthReports[1].Status);
    }

    [Fact]
    public void Create_SensitiveProperty_IsMarkedSoThatTheDashboardMasksIt()
    {
        var message = ResourceMessage.Create("key", "key", new() { ResourceType = "Parameter", Properties = [new("Value", "hunter2") { IsSensitive = true }] }, s_firstSeen);

        Assert.True(Assert.Single(message.Properties, property => property.Name == "Value").IsSensitive);
    }

    [Fact]
    public void Create_ExecutableProperties_AreNamedAndShownWithoutAskingForAll()
    {
        var message = ResourceMessage.Create("chat", "chat", new() { ResourceType = "Executable", Properties = [new("executable.pid", 42)] }, s_firstSeen);

        var pid = Assert.Single(message.Properties, property => property.Name == "executable.pid");
        Assert.Equal(("Process ID", true, 42.0), (pid.DisplayName, pid.IsHighlighted, pid.Value.NumberValue));
    }

    [Fact]
    public void Create_FinishedResource_ShowsItsExitCode()
    {
        var message = ResourceMessage.Create("job", "job", new() { ResourceType = "Executable", Properties = [], ExitCode = 3 }, s_firstSeen);

        Assert.Equal("3", Assert.Single(message.Properties, property => property.Name == "resource.exitCode").Value.StringValue);
    }
}
