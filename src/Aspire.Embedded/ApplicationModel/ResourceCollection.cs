using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    internal ResourceCollection() : base(new CopyOnWriteList<IResource>())
    {
    }

    internal ResourceCollection(IEnumerable<IResource> resources) : this()
    {
        foreach (var resource in resources)
        {
            Add(resource);
        }
    }

    protected override void InsertItem(int index, IResource item)
    {
        ThrowIfTaken(item, except: null);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        ThrowIfTaken(item, except: this[index]);
        base.SetItem(index, item);
    }

    private void ThrowIfTaken(IResource item, IResource? except)
    {
        ArgumentNullException.ThrowIfNull(item);

        if (this.FirstOrDefault(r => r != except && Names.Resource.Equals(r.Name, item.Name)) is { } other)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType()}' with name '{item.Name}' because resource of type '{other.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }
    }
}
