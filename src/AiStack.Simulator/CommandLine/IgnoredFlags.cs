using System.CommandLine;

namespace AiStack.Simulator.CommandLine;

/// <summary>Flags of vLLM that a command line may well have but that change nothing here.</summary>
internal static class IgnoredFlags
{
    private static readonly string[] WithValue =
    [
        "--dtype", "--quantization", "--load-format", "--tokenizer", "--tokenizer-mode", "--revision", "--code-revision", "--kv-cache-dtype", "--swap-space",
        "--cpu-offload-gb", "--max-lora-rank", "--max-loras", "--reasoning-parser", "--chat-template-content-format", "--response-role",
        "--uvicorn-log-level", "--distributed-executor-backend", "--kv-transfer-config", "--kv-cache-memory-bytes", "--pooler-config", "--generation-config",
        "--config-format", "--device", "--speculative-config", "--compilation-config", "--limit-mm-per-prompt", "--max-log-len",
    ];

    private static readonly string[] Switches =
    [
        "--enable-chunked-prefill", "--enable-lora", "--trust-remote-code", "--enforce-eager", "--enable-log-requests", "--disable-log-requests",
        "--disable-log-stats", "--enable-sleep-mode", "--enable-prompt-tokens-details", "--enable-request-id-headers", "--async-scheduling",
    ];

    /// <summary>Options that take them and do nothing.</summary>
    public static IEnumerable<Option> Create()
    {
        yield return Hide(Flags.Whole("--max-num-batched-tokens", "", 1, int.MaxValue));
        yield return Hide(Flags.Whole("--tensor-parallel-size", "", 1, 1024));
        yield return Hide(Flags.Whole("--pipeline-parallel-size", "", 1, 1024));
        yield return Hide(Flags.Whole("--data-parallel-size", "", 1, 1024));
        foreach (var name in WithValue)
        {
            yield return Hide(Flags.Text(name, ""));
        }

        foreach (var name in Switches)
        {
            var (on, off) = Flags.Switch(name, "");
            yield return Hide(on);
            yield return off;
        }
    }

    private static Option Hide(Option option)
    {
        option.Hidden = true;
        return option;
    }
}
