namespace AiStack.Components.Vllm;

/// <summary>The program of a weights Job, in the Python of the engine's own image, which has Hugging Face's library.</summary>
internal static class WeightsScript
{
    /// <summary>Fetches repositories into a Hugging Face cache: <c>DIRECTORY REPOSITORY[@REVISION] …</c>.</summary>
    /// <remarks>
    /// Left out are formats that vLLM does not load, and PyTorch's own where safetensors are there too. What is there already is not fetched again. Ends with an error when a
    /// repository cannot be read, so that the Job tries again and, in the end, fails.
    /// </remarks>
    public const string Fetch = """
        import os, shutil, sys
        from huggingface_hub import HfApi, snapshot_download

        home, repositories = sys.argv[1], sys.argv[2:]
        hub, incoming = os.path.join(home, "hub"), os.path.join(home, "incoming")
        os.makedirs(hub, exist_ok=True)
        for repository in repositories:
            name, _, revision = repository.partition("@")
            revision = revision or None
            folder = "models--" + name.replace("/", "--")
            target = os.path.join(hub, folder)
            if os.path.isdir(target):
                try:
                    snapshot_download(name, revision=revision, cache_dir=hub, local_files_only=True)
                    print(f"{repository}: is there")
                    continue
                except Exception as error:
                    print(f"{repository}: is there, but not this revision ({error})")
            ignored = ["original/*", "onnx/*", "openvino/*", "*.pth", "*.gguf", "*.onnx", "*.msgpack", "*.h5", "*.ot", "*.tflite"]
            files = HfApi().list_repo_files(name, revision=revision)
            if any(file.endswith(".safetensors") for file in files):
                ignored.append("*.bin")
            print(f"{repository}: fetching", flush=True)
            snapshot_download(name, revision=revision, cache_dir=incoming, ignore_patterns=ignored)
            if os.path.isdir(target):
                shutil.rmtree(target)
            os.rename(os.path.join(incoming, folder), target)
            print(f"{repository}: done", flush=True)
        shutil.rmtree(incoming, ignore_errors=True)

        """;

    /// <summary>Waits until a weights Job has put repositories into a cache: <c>DIRECTORY REPOSITORY[@REVISION] …</c>. It needs neither network nor library.</summary>
    public const string Wait = """
        import os, sys, time

        home, repositories = sys.argv[1], sys.argv[2:]
        for repository in repositories:
            folder = os.path.join(home, "hub", "models--" + repository.partition("@")[0].replace("/", "--"))
            while not os.path.isdir(folder):
                print(f"{repository}: not there yet", flush=True)
                time.sleep(10)

        """;
}
