namespace AiStack.Cli.Replay;

/// <summary>How the page looks, in light and in dark.</summary>
internal static class ReplayStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #fff; --text: #1c2330; --soft: #5b6577; --line: #dfe3ea; --card: #f6f7f9;
          --load: #3268c7; --lost: #c62d3f; --waiting: #b75d00; --running: #1f7f63; --threshold: #7d4bb5; --ready: #1f7f63; --desired: #3268c7; --latency: #a3337a; --used: #5b6577;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181f; --text: #e6e9ef; --soft: #9aa4b5; --line: #2d3542; --card: #1d232d;
            --load: #7fa9f5; --lost: #ff7d8b; --waiting: #f2a65a; --running: #5cc9a7; --threshold: #c39bf0; --ready: #5cc9a7; --desired: #7fa9f5; --latency: #ee8fcb; --used: #9aa4b5;
          }
        }
        body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 0; }
        main { max-width: 1000px; margin: 0 auto; padding: 24px 20px 64px; }
        h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 40px 0 0; }
        .about { color: var(--soft); margin: 0 0 12px; }
        .finding { background: var(--card); border-left: 4px solid var(--waiting); padding: 8px 12px; margin: 8px 0; }
        dl { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0; }
        dl div { background: var(--card); padding: 6px 12px; border-radius: 6px; }
        dt { color: var(--soft); font-size: 12px; } dd { margin: 0; font-variant-numeric: tabular-nums; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
        th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { color: var(--soft); font-weight: 500; } tfoot td { font-weight: 600; } a { color: var(--load); }
        td:first-child, td:nth-child(2) { white-space: nowrap; }
        details { margin: 8px 0; } summary { cursor: pointer; color: var(--soft); }
        svg { width: 100%; height: auto; display: block; margin: 16px 0; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; } svg text.title { fill: var(--text); font-weight: 600; }
        svg text.scale { text-anchor: end; } svg text.time { text-anchor: middle; }
        svg line, svg polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        svg line.grid { stroke: var(--line); stroke-width: 1; }
        svg .load { stroke: var(--load); } svg .lost { stroke: var(--lost); } svg .waiting { stroke: var(--waiting); } svg .running { stroke: var(--running); }
        svg .threshold { stroke: var(--threshold); stroke-dasharray: 3 3; } svg .ready { stroke: var(--ready); stroke-width: 3; } svg .desired { stroke: var(--desired); stroke-dasharray: 6 4; } svg .latency { stroke: var(--latency); } svg .used { stroke: var(--used); }
        svg .fill { fill-opacity: .16; } svg .load.fill { fill: var(--load); } svg .lost.fill { fill: var(--lost); fill-opacity: .45; } svg .waiting.fill { fill: var(--waiting); } svg .used.fill { fill: var(--used); }
        svg .hover { fill: transparent; } svg .hover:hover { fill: var(--soft); fill-opacity: .14; }
        """;
}
