using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Autoscaling.Replay;

namespace AiStack.Cli.Replay;

/// <summary>A replay for programs: an array with <c>{"model", "steps": [{"seconds", "replicas", "desired_replicas", "waiting", "running", "reason", …}], "summary"}</c> for each model.</summary>
internal static class ReplayJson
{
    private const int Decimals = 3;

    private static readonly JsonEncodedText s_seconds = JsonEncodedText.Encode("seconds");
    private static readonly JsonEncodedText s_replicas = JsonEncodedText.Encode("replicas");
    private static readonly JsonEncodedText s_desired = JsonEncodedText.Encode("desired_replicas");
    private static readonly JsonEncodedText s_waiting = JsonEncodedText.Encode("waiting");
    private static readonly JsonEncodedText s_running = JsonEncodedText.Encode("running");
    private static readonly JsonEncodedText s_requests = JsonEncodedText.Encode("requests_per_second");
    private static readonly JsonEncodedText s_firstToken = JsonEncodedText.Encode("time_to_first_token");
    private static readonly JsonEncodedText s_lost = JsonEncodedText.Encode("lost");
    private static readonly JsonEncodedText s_reason = JsonEncodedText.Encode("reason");

    /// <summary>Writes the file, a line for each step.</summary>
    public static void Write(string path, ReplayReport report)
    {
        using var file = File.Create(path);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        buffer.Write("["u8);
        for (var i = 0; i < report.Models.Count; i++)
        {
            buffer.Write(i == 0 ? "\n"u8 : ",\n"u8);
            Write(buffer, json, report.Models[i]);
            file.Write(buffer.WrittenSpan);
            buffer.Clear();
        }

        buffer.Write("\n]\n"u8);
        file.Write(buffer.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, ModelTimeline timeline)
    {
        buffer.Write("{\"model\":"u8);
        Value(json, writer => writer.WriteStringValue(timeline.Model.Name));
        buffer.Write(",\"steps\":["u8);
        for (var i = 0; i < timeline.Steps.Count; i++)
        {
            buffer.Write(i == 0 ? "\n"u8 : ",\n"u8);
            Write(json, timeline.Steps[i]);
        }

        buffer.Write("\n],\"summary\":"u8);
        Value(json, writer => Write(writer, timeline));
        buffer.Write("}"u8);
    }

    private static void Value(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        write(json);
        json.Flush();
        json.Reset();
    }

    private static void Write(Utf8JsonWriter json, ReplayStep step)
    {
        json.WriteStartObject();
        json.WriteNumber(s_seconds, step.Seconds);
        json.WriteNumber(s_replicas, step.Replicas);
        json.WriteNumber(s_desired, step.DesiredReplicas);
        json.WriteNumber(s_waiting, Round(step.Waiting));
        json.WriteNumber(s_running, Round(step.Running));
        json.WriteNumber(s_requests, Round(step.RequestsPerSecond));
        Number(json, s_firstToken, step.TimeToFirstToken);
        json.WriteNumber(s_lost, Round(step.Lost));
        json.WriteString(s_reason, step.Reason);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }

    private static void Write(Utf8JsonWriter json, ModelTimeline timeline)
    {
        var summary = timeline.Summary;
        json.WriteStartObject();
        json.WriteNumber("seconds", summary.Seconds);
        json.WriteNumber("requests", Round(summary.Requests));
        json.WriteNumber("lost_at_zero", Round(summary.LostAtZero));
        json.WriteNumber("cut_off", Round(summary.CutOff));
        json.WriteNumber("peak_waiting", Round(summary.PeakWaiting));
        json.WriteNumber("min_replicas", summary.FewestReplicas);
        json.WriteNumber("max_replicas", summary.MostReplicas);
        json.WriteNumber("scale_ups", summary.ScaleUps);
        json.WriteNumber("scale_downs", summary.ScaleDowns);
        Number(json, JsonEncodedText.Encode("first_wait_seconds"), summary.FirstWait);
        Number(json, JsonEncodedText.Encode("first_scale_up_seconds"), summary.FirstScaleUp);
        Number(json, JsonEncodedText.Encode("first_added_ready_seconds"), summary.FirstAddedReady);
        Number(json, JsonEncodedText.Encode("time_to_first_token_p50"), summary.FirstTokenP50);
        Number(json, JsonEncodedText.Encode("time_to_first_token_p95"), summary.FirstTokenP95);
        Number(json, JsonEncodedText.Encode("time_to_first_token_p99"), summary.FirstTokenP99);
        json.WriteNumber("requests_per_second_per_replica", Round(summary.CapacityPerReplica));
        json.WriteNumber("replica_hours", Round(summary.ReplicaHours));
        json.WriteNumber("gpu_hours", Round(summary.GpuHours));
        Number(json, JsonEncodedText.Encode("cost"), summary.Cost);
        json.WriteStartArray("findings");
        foreach (var finding in timeline.Findings)
        {
            json.WriteStringValue(finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, JsonEncodedText name, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, Round(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double Round(double value) => Math.Round(value, Decimals);
}
