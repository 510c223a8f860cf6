using System.CommandLine;

namespace AiStack.Simulator.CommandLine;

/// <summary>The command line: vLLM's flags as far as they matter here, and our own.</summary>
/// <remarks>Source of vLLM's: <c>vllm serve --help</c>. Flags that could change nothing in a simulation are accepted and ignored.</remarks>
internal sealed class ServeCommand
{
    private readonly Argument<string?> _modelArgument = new("model") { Description = "Model to serve, as a Hugging Face id or a path", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _model = Flags.Text("--model", "The same as the argument");
    private readonly Option<string?> _host = Flags.Text("--host", "Address to listen on (default: all)");
    private readonly Option<long?> _port = Flags.Whole("--port", "Port to listen on, 0 for any free one (default: 8000)", 0, 65535);
    private readonly Option<string[]> _servedNames = Flags.Texts("--served-model-name", "Names under which clients ask for the model (default: the model)");
    private readonly Option<string[]> _apiKeys = Flags.Texts("--api-key", "Keys of which a request must bring one (default: environment VLLM_API_KEY, else none)");
    private readonly Option<long?> _maxModelLength = Flags.Whole("--max-model-len", "Longest prompt plus answer in tokens (default: 32768)", 1, 16_777_216);
    private readonly Option<long?> _maxSequences = Flags.Whole("--max-num-seqs", "Most sequences that run at the same time (default: 256)", 1, 1_000_000);
    private readonly Option<double?> _memory = Flags.Fraction("--gpu-memory-utilization", "Share of the simulated 24 GiB device that the KV cache may take (default: 0.9)", zeroAllowed: false);
    private readonly Option<long?> _kvBlocks = Flags.Whole("--num-gpu-blocks-override", "Blocks of the KV cache (default: as many as the memory holds)", 1, 100_000_000);
    private readonly Option<long?> _blockSize = Flags.Whole("--block-size", "Tokens per block of the KV cache (default: 16)", 1, 1024);
    private readonly (Option<bool> On, Option<bool> Off) _prefixCaching = Flags.Switch("--enable-prefix-caching", "Remember beginnings of prompts (default: on)");
    private readonly (Option<bool> On, Option<bool> Off) _autoTools = Flags.Switch("--enable-auto-tool-choice", "Let the model choose to call a tool; needs --tool-call-parser");
    private readonly Option<string?> _toolParser = Flags.Text("--tool-call-parser", "Format of tool calls; all give the same calls here");
    private readonly Option<string?> _chatTemplate = Flags.Text("--chat-template", "File with a chat template; must be readable, is not applied");
    private readonly Option<string?> _downloadDirectory = Flags.Text("--download-dir", "Folder for weights; must not be a file, stays empty");
    private readonly Option<string?> _runner = Flags.OneOf("--runner", "Kind of model; auto tells by its name", "auto", "generate", "pooling");
    private readonly Option<string?> _convert = Flags.OneOf("--convert", "Turns a generating model into a pooling one", "auto", "none", "embed", "classify", "reward");
    private readonly Option<TimeSpan?> _firstToken = Flags.Duration("--time-to-first-token", "Time from a sequence's start to its first token (default: 0)");
    private readonly Option<TimeSpan?> _nextToken = Flags.Duration("--inter-token-latency", "Time from one token to the next (default: 0)");
    private readonly Option<long?> _vectorSize = Flags.Whole("--vector-size", "Numbers in an embedding (default: 768)", 1, 65536);
    private readonly Option<string?> _hfOverrides = Flags.Text("--hf-overrides", "Model configuration as JSON; {\"is_matryoshka\": true} allows the dimensions parameter");
    private readonly Option<long?> _seed = Flags.Whole("--seed", "What all answers depend on besides the request (default: 0)", long.MinValue, long.MaxValue);
    private readonly Option<double?> _failRate = Flags.Fraction("--fail-rate", "Share of the requests that fail with status 500 (default: 0)", zeroAllowed: true);
    private readonly (Option<bool> On, Option<bool> Off) _noAccessLog = Flags.Switch("--disable-uvicorn-access-log", "Write no line per request");

    /// <summary>The command for parsing and for <c>--help</c>.</summary>
    public RootCommand Create()
    {
        var command = new RootCommand("Serves a simulated language model the way 'vllm serve' serves a real one.") { _modelArgument };
        foreach (var option in (ReadOnlySpan<Option>)
            [
                _model, _host, _port, _servedNames, _apiKeys, _maxModelLength, _maxSequences, _memory, _kvBlocks, _blockSize,
                _prefixCaching.On, _prefixCaching.Off, _autoTools.On, _autoTools.Off, _toolParser, _chatTemplate, _downloadDirectory,
                _runner, _convert, _firstToken, _nextToken, _vectorSize, _hfOverrides, _seed, _failRate, _noAccessLog.On, _noAccessLog.Off,
                .. IgnoredFlags.Create(),
            ])
        {
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>What a parsed command line asks for.</summary>
    /// <exception cref="CommandLineException">The parts do not fit together.</exception>
    public ServerOptions Read(ParseResult parsed)
    {
        var model = ReadModel(parsed);
        var convert = parsed.GetValue(_convert);
        var options = new ServerOptions
        {
            Model = model,
            ServedNames = parsed.GetValue(_servedNames) is { Length: > 0 } names ? names : [model],
            Host = parsed.GetValue(_host),
            ApiKeys = ReadKeys(parsed),
            AutoToolChoice = parsed.GetValue(_autoTools.On) && !parsed.GetValue(_autoTools.Off),
            PrefixCaching = !parsed.GetValue(_prefixCaching.Off),
            Runner = ModelKinds.Tell(model, parsed.GetValue(_runner), convert),
            KvBlocks = (int?)parsed.GetValue(_kvBlocks),
            Matryoshka = parsed.GetValue(_hfOverrides)?.Contains("matryoshka", StringComparison.Ordinal) ?? false,
            AccessLog = !parsed.GetValue(_noAccessLog.On) || parsed.GetValue(_noAccessLog.Off),
        };
        options = options with
        {
            Port = (int)(parsed.GetValue(_port) ?? options.Port),
            MaxModelLength = (int)(parsed.GetValue(_maxModelLength) ?? options.MaxModelLength),
            MaxSequences = (int)(parsed.GetValue(_maxSequences) ?? options.MaxSequences),
            GpuMemoryUtilization = parsed.GetValue(_memory) ?? options.GpuMemoryUtilization,
            BlockSize = (int)(parsed.GetValue(_blockSize) ?? options.BlockSize),
            TimeToFirstToken = parsed.GetValue(_firstToken) ?? options.TimeToFirstToken,
            InterTokenLatency = parsed.GetValue(_nextToken) ?? options.InterTokenLatency,
            VectorSize = (int)(parsed.GetValue(_vectorSize) ?? options.VectorSize),
            Seed = parsed.GetValue(_seed) ?? options.Seed,
            FailRate = parsed.GetValue(_failRate) ?? options.FailRate,
        };
        Check(parsed, options);
        return options;
    }

    private static void CheckFile(string flag, string path)
    {
        // vLLM also takes the template itself; a template has braces, which file names practically never have.
        if (path.Contains('{', StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"{flag}: cannot read '{path}': {problem.Message}");
        }
    }

    private string ReadModel(ParseResult parsed)
    {
        var model = parsed.GetValue(_modelArgument) ?? parsed.GetValue(_model);
        if (string.IsNullOrWhiteSpace(model))
        {
            throw new CommandLineException("No model was named. Say which to serve: AiStack.Simulator serve <model>.");
        }

        return model.StartsWith('-')
            ? throw new CommandLineException($"Unknown option '{model}'. See --help for those there are.")
            : model;
    }

    private string[] ReadKeys(ParseResult parsed)
    {
        if (parsed.GetValue(_apiKeys) is { Length: > 0 } keys)
        {
            return keys;
        }

        return Environment.GetEnvironmentVariable("VLLM_API_KEY") is { Length: > 0 } key ? [key] : [];
    }

    private void Check(ParseResult parsed, ServerOptions options)
    {
        if (options.AutoToolChoice && string.IsNullOrEmpty(parsed.GetValue(_toolParser)))
        {
            throw new CommandLineException("--enable-auto-tool-choice needs --tool-call-parser, for example --tool-call-parser hermes.");
        }

        if (options.EffectiveKvBlocks * (long)options.BlockSize < options.MaxModelLength)
        {
            throw new CommandLineException(
                $"--num-gpu-blocks-override {options.KvBlocks} holds {options.EffectiveKvBlocks * (long)options.BlockSize} tokens, but --max-model-len is {options.MaxModelLength}. " +
                "Raise the one or lower the other.");
        }

        if (parsed.GetValue(_chatTemplate) is { } template)
        {
            CheckFile("--chat-template", template);
        }

        if (parsed.GetValue(_downloadDirectory) is { } directory && File.Exists(directory))
        {
            throw new CommandLineException($"--download-dir: '{directory}' is a file. Name a folder.");
        }
    }
}
