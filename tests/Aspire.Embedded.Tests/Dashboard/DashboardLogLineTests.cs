using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Logging;

namespace Aspire.Embedded.Tests.Dashboard;

public class DashboardLogLineTests
{
    [Fact]
    public void Parse_LineOfTheJsonFormatter_GivesLevelCategoryAndMessage()
    {
        var line = DashboardLogLine.Parse("""2026-01-01T00:00:00.000Z {"EventId":35,"LogLevel":"Warning","Category":"A.B","Message":"careful","Exception":"why","State":{"x":"1"}}""");

        Assert.Equal(new DashboardLogLine(LogLevel.Warning, "A.B", "careful", "why"), line);
    }

    [Theory]
    [InlineData("Unhandled exception. System.IO.IOException: no")]
    [InlineData("{not json}")]
    [InlineData("{}")]
    [InlineData("")]
    public void Parse_OtherText_IsNoLine(string text) => Assert.Null(DashboardLogLine.Parse(text));
}
