using System.Text.Json.Nodes;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>Panels as Grafana reads them.</summary>
internal static class PanelWriter
{
    /// <summary>Columns of a dashboard.</summary>
    public const int Columns = 24;

    /// <summary>Name of the variable with the data source.</summary>
    private const string DataSourceName = "datasource";

    /// <summary>The Prometheus that the reader chose.</summary>
    public static JsonObject DataSource() => new() { ["type"] = "prometheus", ["uid"] = $"${{{DataSourceName}}}" };

    /// <summary>The choice of a Prometheus, so that no dashboard depends on what a data source is called.</summary>
    public static JsonObject DataSourceVariable() => new()
    {
        ["name"] = DataSourceName,
        ["label"] = "Data source",
        ["type"] = "datasource",
        ["query"] = "prometheus",
        ["refresh"] = 1,
    };

    /// <summary>A heading over the whole width.</summary>
    public static JsonObject Heading(string title, int id, int top) => new()
    {
        ["id"] = id,
        ["type"] = "row",
        ["title"] = title,
        ["collapsed"] = false,
        ["gridPos"] = Position(0, top, Columns, 1),
        ["panels"] = new JsonArray(),
    };

    /// <summary>A panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="id">Its id within the dashboard.</param>
    /// <param name="left">Column that it begins at.</param>
    /// <param name="top">Row that it begins at.</param>
    /// <param name="step">Time between two scrapes: Grafana looks back over four of them for a rate.</param>
    public static JsonObject Write(Panel panel, int id, int left, int top, string step) => new()
    {
        ["id"] = id,
        ["type"] = panel.Kind == PanelKind.Stat ? "stat" : "timeseries",
        ["title"] = panel.Title,
        ["description"] = panel.Description,
        ["datasource"] = DataSource(),
        ["gridPos"] = Position(left, top, panel.Width, panel.Height),
        ["fieldConfig"] = new JsonObject { ["defaults"] = Fields(panel), ["overrides"] = new JsonArray() },
        ["options"] = panel.Kind == PanelKind.Stat ? StatOptions() : TimeSeriesOptions(),
        ["targets"] = new JsonArray([.. panel.Queries.Select((query, index) => new JsonObject
        {
            ["refId"] = ((char)('A' + index)).ToString(),
            ["datasource"] = DataSource(),
            ["editorMode"] = "code",
            ["expr"] = query.Expression,
            ["legendFormat"] = query.Legend,
            ["interval"] = step,
            ["range"] = panel.Kind == PanelKind.TimeSeries,
            ["instant"] = panel.Kind == PanelKind.Stat,
        })]),
    };

    private static JsonObject Fields(Panel panel)
    {
        var fields = new JsonObject
        {
            ["unit"] = panel.Unit,
            ["min"] = 0,
            ["color"] = new JsonObject { ["mode"] = panel.Kind == PanelKind.Stat ? "thresholds" : "palette-classic" },
            ["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = Thresholds(panel) },
        };
        if (panel.Most is { } most)
        {
            fields["max"] = most;
        }

        if (panel.Kind == PanelKind.TimeSeries)
        {
            fields["custom"] = new JsonObject
            {
                ["lineWidth"] = 1,
                ["fillOpacity"] = panel.IsStacked ? 30 : 10,
                ["showPoints"] = "never",
                ["spanNulls"] = false,
                ["stacking"] = new JsonObject { ["mode"] = panel.IsStacked ? "normal" : "none", ["group"] = "A" },
                ["thresholdsStyle"] = new JsonObject { ["mode"] = panel.Critical is null && panel.Warning is null ? "off" : "dashed" },
            };
        }

        return fields;
    }

    private static JsonArray Thresholds(Panel panel)
    {
        (string Color, double? From)[] steps = panel.IsLowBad
            ? [("red", null), ("orange", panel.Warning is null ? null : panel.Critical), ("green", panel.Warning ?? panel.Critical)]
            : [("green", null), ("orange", panel.Warning), ("red", panel.Critical)];
        return [.. steps.Where((step, index) => index == 0 || step.From is not null).Select(step => new JsonObject { ["color"] = step.Color, ["value"] = step.From })];
    }

    private static JsonObject TimeSeriesOptions() => new()
    {
        ["legend"] = new JsonObject { ["showLegend"] = true, ["displayMode"] = "table", ["placement"] = "bottom", ["calcs"] = new JsonArray("lastNotNull", "max") },
        ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
    };

    private static JsonObject StatOptions() => new()
    {
        ["reduceOptions"] = new JsonObject { ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = "", ["values"] = false },
        ["colorMode"] = "value",
        ["graphMode"] = "none",
        ["textMode"] = "value",
    };

    private static JsonObject Position(int left, int top, int width, int height) => new() { ["x"] = left, ["y"] = top, ["w"] = width, ["h"] = height };
}
