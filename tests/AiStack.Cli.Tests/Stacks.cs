namespace AiStack.Cli.Tests;

/// <summary>Stack files of the tests.</summary>
internal static class Stacks
{
    public const string Good = """
        apiVersion: aistack/v1
        name: rag
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }

        """;

    /// <summary>An error in line 6, column 5.</summary>
    public const string Wrong = """
        apiVersion: aistack/v1
        name: rag
        components:
          vllm:
            kind: vllm
            gpu_requst: 1
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }

        """;

    public const string WrongLine = "6:5: error AIS201: There is no property 'gpu_requst' in vllm. Write 'gpu_request'.";

    /// <summary>Works, but not well: a warning in line 8, column 3.</summary>
    public const string Doubtful = Good + "  prometheus: { kind: prometheus }\n";
}
