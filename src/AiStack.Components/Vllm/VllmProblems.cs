using AiStack.Core.Problems;

namespace AiStack.Components.Vllm;

/// <summary>What can be wrong with a vLLM component and its models, apart from memory.</summary>
internal static class VllmProblems
{
    public static ProblemKind SessionKeyMissing { get; } = new("AIS230", Severity.Error, "Session routing without session_key",
        "Session routing keeps the requests with one value of a header on one replica, so it has to know the header: `session_key: x-user-id`.\nWithout it the router ends at its start.");

    public static ProblemKind SessionKeyUnused { get; } = new("AIS231", Severity.Warning, "session_key without session routing",
        "Only `routing: session` looks at session_key. Set the routing, or remove the key.");

    public static ProblemKind RouterMemory { get; } = new("AIS232", Severity.Warning, "Little memory for the router",
        "With less than 1Gi the router has been seen to be ended for lack of memory (OOMKilled) as soon as requests come. Set route_mem_request to 1Gi or more.");

    public static ProblemKind UtilizationTooHigh { get; } = new("AIS233", Severity.Warning, "gpu_memory_utilization leaves nothing",
        "vLLM takes that share of the GPU's memory for itself; the driver, CUDA graphs and fragments need the rest. Above 0.95 engines tend to end with\nCUDA out of memory under load. 0.8 to 0.9 is usual.");

    public static ProblemKind UtilizationWithoutGpu { get; } = new("AIS234", Severity.Warning, "gpu_memory_utilization without a GPU",
        "With gpu_request: 0 models run on processors, where this setting means nothing: memory there is what mem_request gives.");

    public static ProblemKind TensorParallelAboveGpus { get; } = new("AIS235", Severity.Error, "tensor_parallel above gpu_request",
        "Each of the parts that tensor_parallel makes needs a GPU of its own, and a replica has gpu_request of them. vLLM would end at its start.");

    public static ProblemKind TensorParallelUneven { get; } = new("AIS236", Severity.Error, "Model does not divide by its GPUs",
        "Tensor parallelism gives each GPU as many attention heads, so their number has to divide the model's heads; vLLM refuses others.\nWithout tensor_parallel it is gpu_request.");

    public static ProblemKind LengthPastMaximum { get; } = new("AIS237", Severity.Error, "max_model_len past the model's own maximum",
        "The model was made for sequences of a certain length, and vLLM refuses a longer one at its start. Lower max_model_len. Where the model's card\ngives a flag for longer texts (--rope-scaling, --hf-overrides), add it to extra_args; the check is content then.");

    public static ProblemKind OtherModelType { get; } = new("AIS238", Severity.Error, "Model of another type",
        "model_type: chat is for models that write text, embedding for models that turn text into vectors. Requests of the wrong kind are answered with\nan error by vLLM, and links would hand the model to the wrong use. Use one model for each: they can be in one vllm component.");

    public static ProblemKind OtherVectorSize { get; } = new("AIS239", Severity.Error, "vector_size is not the model's",
        "The model makes vectors of another length than vector_size says, so a collection of that size would refuse all of them. For models that are known\nhere vector_size can be left out.");

    public static ProblemKind VectorSizeOfChat { get; } = new("AIS240", Severity.Error, "vector_size on a chat model",
        "A chat model makes no vectors. Remove vector_size, or set model_type: embedding if the model is one.");

    public static ProblemKind SameServedName { get; } = new("AIS241", Severity.Error, "Two models of one name",
        "Clients choose a model by its served name, and the router sends a request to any engine that has it: answers would come from the one or the\nother. Give one of them another served_model_name, or raise `replicas` of one model if more engines are meant.");

    public static ProblemKind ArgumentOfProperty { get; } = new("AIS242", Severity.Error, "Argument that a property or this program sets",
        "extra_args are added to what the properties already say, so the flag would be there twice, and other parts of the stack (the router, the memory\ncheck, links) would go by the property. Use the property that the message names.");

    public static ProblemKind NoImageForGpu { get; } = new("AIS243", Severity.Error, "No image for these GPUs",
        "vLLM is built for each maker's GPUs, and the images that are known here are for NVIDIA's. Name one with `image` on the model.");

    public static ProblemKind KvAwareWithoutCache { get; } = new("AIS244", Severity.Error, "kvaware routing without LMCache",
        "The router learns which replica holds which cache from LMCache in the engines. Without it every request finds nothing. Give each model an image\n"
        + "with LMCache and its connector: `extra_args: [\"--kv-transfer-config\", '{\"kv_connector\":\"LMCacheConnectorV1\",\"kv_role\":\"kv_both\"}']`.");

    public static ProblemKind NoBfloat16 { get; } = new("AIS245", Severity.Error, "bfloat16 on a GPU that cannot",
        "GPUs before compute capability 8.0 (T4, V100) cannot compute in bfloat16, and vLLM ends at its start. Set dtype: half, or leave it out.");

    public static ProblemKind ArgumentGone { get; } = new("AIS246", Severity.Error, "Argument that vLLM no longer takes",
        "The flag was removed from vLLM, which ends at its start when it is given. The message says what took its place.");

    public static ProblemKind ImageWithoutProgram { get; } = new("AIS249", Severity.Error, "Image without the program that the operator starts",
        "production-stack's operator starts /opt/venv/bin/vllm, whatever the image. vLLM's own GPU image has its program in /usr/local/bin, so the container\ncould not start. LMCache's image and vLLM's CPU image have it where it is looked for. `serving: deployment` starts what the image names.");

    public static ProblemKind DiskOfOnePod { get; } = new("AIS336", Severity.Error, "Disk of weights for one pod only",
        "The disk of a model is mounted by its engine and by the Job that fetches the weights, at times by both. ReadWriteOncePod keeps the second one waiting\nfor ever, and production-stack's operator does not take it.");

    public static ProblemKind DiskOfOneNode { get; } = new("AIS337", Severity.Error, "Several engines on a disk of one node",
        "All engines of a model share one disk. With ReadWriteOnce only those on one node can mount it; the others stay pending. Either the class of the disk can\nbe mounted by many nodes (ReadWriteMany: file storage), or the engines do without it.");

    public static ProblemKind BlockStorageForMany { get; } = new("AIS338", Severity.Warning, "Block storage for several nodes",
        "A disk that several engines share has to be mounted by several nodes (ReadWriteMany), which block storage cannot: its claim would stay pending. If the\nclass of your cluster has that name but is file storage, all is well.");

    public static ProblemKind DiskTooSmall { get; } = new("AIS339", Severity.Error, "Disk too small for the weights",
        "The disk has to hold all weights of the model as they are published, in 16 bits or more unless they are quantized. The Job that fetches them would\nend with a full disk.");

    public static ProblemKind UnknownPool { get; } = new("AIS330", Severity.Warning, "Node pool found by our own label",
        "The named pool is no component of the stack, and the stack does not say on which cloud it runs, so nodes are chosen by the label\n"
        + "aistack/nodepool, which somebody has to put on them. Either do that, or say `cloud: gke` (eks, aks, karpenter) at the top of the file, which\nmeans the provider's own label, or describe the pool as a component of kind nodepool.");

    public static ProblemKind TooFewGpusPerNode { get; } = new("AIS331", Severity.Error, "More GPUs than a node has",
        "All GPUs of a replica have to be in one node. With a gpu_request above what the pool's nodes have, pods stay pending for ever.");

    public static ProblemKind OtherGpuType { get; } = new("AIS333", Severity.Error, "gpu_type of another maker",
        "gpu_type is the extended resource that pods ask for, and the nodes of the pool offer another: pods stay pending for ever.");

    public static ProblemKind GpusUnused { get; } = new("AIS334", Severity.Warning, "GPU nodes for models that ask for none",
        "With gpu_request: 0 models run on processors, on nodes whose GPUs are paid for and idle. Set gpu_request, or choose other nodes.");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        SessionKeyMissing, SessionKeyUnused, RouterMemory, UtilizationTooHigh, UtilizationWithoutGpu, TensorParallelAboveGpus, TensorParallelUneven, LengthPastMaximum, OtherModelType,
        OtherVectorSize, VectorSizeOfChat, SameServedName, ArgumentOfProperty, NoImageForGpu, KvAwareWithoutCache, NoBfloat16, ArgumentGone, ImageWithoutProgram, UnknownPool, TooFewGpusPerNode, OtherGpuType, GpusUnused,
        DiskOfOnePod, DiskOfOneNode, BlockStorageForMany, DiskTooSmall,
    ];
}
