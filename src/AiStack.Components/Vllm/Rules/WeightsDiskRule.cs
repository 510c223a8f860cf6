using System.Globalization;
using AiStack.Components.NodePools;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The disk of a model can be mounted by everybody who has to: all its engines, and the Job that fetches the weights.</summary>
internal sealed class WeightsDiskRule : IRule
{
    // Classes that clouds and usual provisioners bring for block storage, which one node mounts at a time.
    private static readonly HashSet<string> s_blockClasses = new(StringComparer.Ordinal)
    {
        "gp2", "gp3", "ebs-sc", "standard", "standard-rwo", "premium-rwo", "hyperdisk-balanced", "default", "managed", "managed-csi", "managed-csi-premium", "managed-premium",
        "local-path", "do-block-storage", "hcloud-volumes", "linode-block-storage", "vultr-block-storage", "oci-bv", "rook-ceph-block", "ceph-block",
    };

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var served in stack.Models())
        {
            if (served.Model.Storage is { } storage)
            {
                // As published: what is converted or quantized while it is loaded is so in memory only.
                if (storage.Size.IsPositive && served.Model.ModelPath is not null && EngineResources.WeightsOf(served.Model with { DataType = null, ExtraArguments = [] }) is { } weights && storage.Size.Bytes < weights)
                {
                    yield return VllmProblems.DiskTooSmall.At(served.Component.Source.Of("storage"), $"The disk of {served.Component} holds {storage.Size}, but the weights of {served.Model.ModelPath} are {Quantity.FromBytes((weights >> 30) << 30)} and more.",
                        string.Create(CultureInfo.InvariantCulture, $"Write {Math.Ceiling(weights * 1.2 / (1L << 30))}Gi or more."));
                }

                foreach (var problem in Check(stack, served, storage))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<Problem> Check(Stack stack, ServedModel served, StorageSpec storage)
    {
        var most = Engine.MostReplicasOf(stack, served);
        if (storage.AccessMode == AccessMode.ReadWriteOncePod)
        {
            yield return VllmProblems.DiskOfOnePod.At(served.Component.Source.Of("storage", "access_mode"), $"The disk of {served.Component} is for one pod, but an engine and the Job that fetches its weights both mount it.",
                most > 1 ? "Write ReadWriteMany." : "Write ReadWriteOnce, or leave access_mode out.");
        }
        else if (most > 1 && storage.AccessMode == AccessMode.ReadWriteOnce)
        {
            yield return VllmProblems.DiskOfOneNode.At(served.Component.Source.Of("storage", "access_mode"), $"{served.Component} has up to {most} engines, but only those on one node can mount its disk (ReadWriteOnce).",
                "Write access_mode: ReadWriteMany with a class that can do that, or remove storage: each engine then fetches the weights itself.");
        }
        else if ((storage.AccessMode ?? (most > 1 ? AccessMode.ReadWriteMany : AccessMode.ReadWriteOnce)) == AccessMode.ReadWriteMany && BlockStorage(stack, served, storage.Class) is { } block)
        {
            yield return VllmProblems.BlockStorageForMany.At(served.Component.Source.Of("storage"), $"The disk of {served.Component} has to be mounted by several nodes (ReadWriteMany), but {block}.",
                "Name a class of shared file storage, such as Filestore, EFS, Azure Files, NFS or CephFS: `storage: { size: 50Gi, class: <class> }`.");
        }
    }

    private static string? BlockStorage(Stack stack, ServedModel served, string? storageClass) => storageClass switch
    {
        null => NodeSelection.Of(stack, served.Vllm.NodePool).Provider is NodePoolProvider.Gke or NodePoolProvider.Eks or NodePoolProvider.Aks or NodePoolProvider.KarpenterAws
            ? "no class is named, and the usual class of that cloud is block storage, which one node mounts at a time"
            : null,
        _ => s_blockClasses.Contains(storageClass) ? $"the class {storageClass} is usually block storage, which one node mounts at a time" : null,
    };
}
