using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Core.Units;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>Dashboards as Grafana reads them.</summary>
/// <remarks>Source: grafana/grafana, «Dashboard JSON model», schema version 41 of Grafana 12; older versions read it, too.</remarks>
internal static class DashboardWriter
{
    private const int SchemaVersion = 41;

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a dashboard.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="id">Id that links to it contain; the same for as long as it is the same dashboard.</param>
    public static string Write(Dashboard dashboard, string stack, string id) => new JsonObject
    {
        ["title"] = dashboard.Title,
        ["uid"] = id,
        ["tags"] = new JsonArray("aistack", stack),
        ["schemaVersion"] = SchemaVersion,
        ["version"] = 1,
        ["editable"] = true,

        // One cross-hair over all panels.
        ["graphTooltip"] = 1,
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = "now-1h", ["to"] = "now" },
        ["timezone"] = "browser",
        ["links"] = new JsonArray(new JsonObject { ["type"] = "dashboards", ["title"] = stack, ["tags"] = new JsonArray(stack), ["asDropdown"] = true, ["includeVars"] = false, ["keepTime"] = true }),
        ["annotations"] = new JsonObject { ["list"] = new JsonArray(FiringAlerts(stack)) },
        ["templating"] = new JsonObject { ["list"] = new JsonArray([PanelWriter.DataSourceVariable(), .. dashboard.Variables.Select(Choice)]) },
        ["panels"] = Panels(dashboard),
    }.ToJsonString(s_options) + "\n";

    private static JsonArray Panels(Dashboard dashboard)
    {
        var panels = new JsonArray();
        var (id, top) = (0, 0);
        foreach (var section in dashboard.Sections)
        {
            panels.Add((JsonNode)PanelWriter.Heading(section.Title, ++id, top++));
            var (left, tallest) = (0, 0);
            foreach (var panel in section.Panels)
            {
                if (left + panel.Width > PanelWriter.Columns)
                {
                    (left, top, tallest) = (0, top + tallest, 0);
                }

                panels.Add((JsonNode)PanelWriter.Write(panel, ++id, left, top, Duration.Format(dashboard.Interval)));
                (left, tallest) = (left + panel.Width, Math.Max(tallest, panel.Height));
            }

            top += tallest;
        }

        return panels;
    }

    private static JsonObject Choice(Variable variable) => new()
    {
        ["name"] = variable.Name,
        ["label"] = variable.Title,
        ["type"] = "custom",
        ["query"] = string.Join(',', variable.Values),
        ["multi"] = true,
        ["includeAll"] = true,
        ["current"] = new JsonObject { ["text"] = "All", ["value"] = "$__all" },
        ["options"] = new JsonArray(
        [
            new JsonObject { ["text"] = "All", ["value"] = "$__all", ["selected"] = true },
            .. variable.Values.Select(value => new JsonObject { ["text"] = value, ["value"] = value, ["selected"] = false }),
        ]),
    };

    private static JsonObject FiringAlerts(string stack) => new()
    {
        ["name"] = "Alerts",
        ["enable"] = true,
        ["iconColor"] = "red",
        ["datasource"] = PanelWriter.DataSource(),
        ["expr"] = Series.Of("ALERTS", ("alertstate", "firing"), (RuleWriter.StackLabel, stack)),
        ["titleFormat"] = "{{alertname}}",
        ["textFormat"] = "{{component}}",
        ["step"] = "1m",
    };
}
