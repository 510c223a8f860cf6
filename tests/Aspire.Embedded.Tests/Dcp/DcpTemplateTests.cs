using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

public sealed class DcpTemplateTests
{
    private static readonly HashSet<string> s_services = ["web"];

    [Theory]
    [InlineData("plain {text}", "plain {text}")]
    [InlineData("{{.Name}}", "{{`{{`}}.Name}}")]
    [InlineData("{{{{", "{{`{{`}}{{`{{`}}")]
    [InlineData("http://+:{{portForServing \"web\"}}/", "http://+:{{portForServing \"web\"}}/")]
    [InlineData("{{portForServing \"other\"}}", "{{`{{`}}portForServing \"other\"}}")]
    [InlineData("{{a}} {{portForServing \"web\"}} {{b}}", "{{`{{`}}a}} {{portForServing \"web\"}} {{`{{`}}b}}")]
    public void Escape_DoubleBraces_LeavesOnlyOurOwnTemplates(string value, string escaped) =>
        Assert.Equal(escaped, DcpTemplate.Escape(value, s_services));
}
