using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

public sealed class SystemLogLineTests
{
    [Fact]
    public void Parse_Error_KeepsTheReasonAlone()
    {
        var line = SystemLogLine.Parse("2026-11-23T16:27:22.976Z\terror\tExecutableReconciler\tFailed to start\t{\"Args\": [\"--key\", \"secret\"], \"error\": \"no such file\"}");

        Assert.Equal(new SystemLogLine("2026-11-23T16:27:22.976Z [sys] Failed to start: no such file", IsError: true), line);
    }

    [Fact]
    public void Parse_OrdinaryMessage_LeavesTheArgumentsOfTheProgramOut() =>
        Assert.Equal(
            new SystemLogLine("2026-11-23T16:27:22.976Z [sys] Starting process...", IsError: false),
            SystemLogLine.Parse("2026-11-23T16:27:22.976Z\tinfo\tExecutableReconciler\tStarting process...\t{\"Args\": [\"--key\", \"secret\"]}"));
}
