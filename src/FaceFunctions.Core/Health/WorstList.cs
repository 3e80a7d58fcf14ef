namespace FaceFunctions.Core.Health;

/// <summary>Counts all, and keeps the first of them by an order that tells any two apart: so which are kept does not depend on who came first.</summary>
/// <param name="capacity">How many are kept, 1 or more.</param>
/// <param name="order">The order.</param>
internal sealed class WorstList<T>(int capacity, Comparison<T> order)
{
    private readonly List<T> _items = [];
    private bool _isFull;
    private T _last = default!;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one, and keeps it if it is among the first.</summary>
    public void Add(T item)
    {
        Count++;
        Keep(item);
    }

    /// <summary>Takes over what another list counted and kept.</summary>
    public void Add(WorstList<T> other)
    {
        Count += other.Count;
        foreach (T item in other._items)
        {
            Keep(item);
        }
    }

    /// <summary>The first ones, in order.</summary>
    public IReadOnlyList<T> Take()
    {
        Shorten();
        return [.. _items];
    }

    private void Keep(T item)
    {
        if (_isFull && order(item, _last) >= 0)
        {
            return;
        }

        _items.Add(item);
        if (_items.Count >= capacity + Math.Max(capacity, 64))
        {
            Shorten();
        }
    }

    private void Shorten()
    {
        _items.Sort(order);
        if (_items.Count >= capacity)
        {
            _items.RemoveRange(capacity, _items.Count - capacity);
            (_isFull, _last) = (true, _items[^1]);
        }
    }
}
