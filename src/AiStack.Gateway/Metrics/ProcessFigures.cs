namespace AiStack.Gateway.Metrics;

/// <summary>What this process and its machine use, under the original's names.</summary>
internal sealed class ProcessFigures(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _lastRead = time.GetTimestamp();
    private TimeSpan _lastUsage = Environment.CpuUsage.TotalTime;

    /// <summary>Writes the gauges; CPU use is that since they were last written.</summary>
    public void Write(PrometheusText text)
    {
        var memory = GC.GetGCMemoryInfo();
        Gauge("router_cpu_usage_percent", "CPU use of the router since the last scrape, 100 for one core.", CpuPercent());
        Gauge("router_memory_usage_percent", "Resident memory of the router as a share of what it may have.",
            100d * Environment.WorkingSet / Math.Max(1, memory.TotalAvailableMemoryBytes));
        var disk = new DriveInfo(Path.GetPathRoot(AppContext.BaseDirectory) ?? "/");
        Gauge("router_disk_usage_percent", "Use of the disk the router runs from.", 100d * (disk.TotalSize - disk.AvailableFreeSpace) / Math.Max(1, disk.TotalSize));

        void Gauge(string name, string help, double value)
        {
            text.Family(name, "gauge", help);
            text.Sample(name, [], default, Math.Round(value, 3));
        }
    }

    private double CpuPercent()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var usage = Environment.CpuUsage.TotalTime;
            var elapsed = time.GetElapsedTime(_lastRead, now);
            var percent = elapsed > TimeSpan.Zero ? 100 * (usage - _lastUsage) / elapsed : 0;
            (_lastRead, _lastUsage) = (now, usage);
            return percent;
        }
    }
}
