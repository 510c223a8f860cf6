using System.Text;

namespace AiStack.Core.Tests.Yaml;

/// <summary>Breaks a text as editors, templates and attackers do.</summary>
internal static class Mutation
{
    public const string Sample = """
        # yaml-language-server: $schema=stack.schema.json
        apiVersion: aistack/v1
        name: rag
        domain: example.com
        defaults: &small { cpu_request: 500m, mem_request: 1Gi }
        components:
          vllm:
            kind: vllm
            <<: *small
            huggingface: { secret: hf-token, key: token }
            models:
              qwen2-chat: # the chat model
                model_path: "Qwen/Qwen2-1.5B"
                model_type: 'chat'
                gpu_memory_utilization: 0.9
                extra_args: ["--enable-lora", '--x=''y''', plain]
              embed:
                model_path: BAAI/bge-small-en
                prompt: |
                  You answer
                    briefly.

                note: >-
                  folded
                  text
          qdrant:
            kind: qdrant
            collections:
              docs: { vector_size: 384, distance: Cosine }
        links:
        - from: langflow
          to: vllm
        - { from: open-webui, to: vllm/qwen2-chat }
        -
          - nested
          - [a, [b, {c: d}], !!str 5]
        empty:
        ? complex
        : value
        """;

    private static readonly string[] Pieces =
    [
        "[", "]", "{", "}", "- ", "? ", ": ", "\t", "\"", "'", "|", ">", "|2-", "&a ", "*a", "&small ", "*small", "<<: *small", "!x ", "!!int ", "%YAML 1.1",
        "---\n", "...\n", "#", " #", "\\", "\\x", "\\u12", "\0", "\u0085", "\u2028", "\uFEFF", "\uD800", "😀", "\r", "\r\n", "\n", "  ", ",", "@", "`", "~", "=",
    ];

    public static string Of(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            text = Once(text, random);
        }

        return text;
    }

    private static string Once(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 40), text.Length - at);
        var lines = text.Split('\n').ToList();
        var line = random.Next(lines.Count);
        switch (random.Next(9))
        {
            case 0: return text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            case 1: return text.Remove(at, length);
            case 2: return text[..at];
            case 3: return text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length));
            case 4: lines.Insert(random.Next(lines.Count), lines[line]); break;
            case 5: lines[line] = new string(' ', random.Next(8)) + lines[line].TrimStart(); break;
            case 6: return text.Insert(at, new StringBuilder().Insert(0, Pieces[random.Next(Pieces.Length)], random.Next(300)).ToString());
            case 7: lines.RemoveAt(line); break;
            default: return text.Insert(at, ((char)random.Next(0x3000)).ToString());
        }

        return string.Join('\n', lines);
    }
}
