using System.Collections;
using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A list whose readers never see a change happening under them: every write replaces the whole list.</summary>
internal sealed class CopyOnWriteList<T> : IList<T>
{
    private readonly Lock _writes = new();
    private ImmutableList<T> _items = [];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => _items[index];
        set => Change(items => items.SetItem(index, value));
    }

    public void Add(T item) => Change(items => items.Add(item));

    public void Insert(int index, T item) => Change(items => items.Insert(index, item));

    public void RemoveAt(int index) => Change(items => items.RemoveAt(index));

    public void Clear() => Change(items => items.Clear());

    public bool Remove(T item)
    {
        lock (_writes)
        {
            var index = _items.IndexOf(item);
            if (index < 0)
            {
                return false;
            }

            _items = _items.RemoveAt(index);
            return true;
        }
    }

    public int IndexOf(T item) => _items.IndexOf(item);

    public bool Contains(T item) => _items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Func<ImmutableList<T>, ImmutableList<T>> change)
    {
        lock (_writes)
        {
            _items = change(_items);
        }
    }
}
