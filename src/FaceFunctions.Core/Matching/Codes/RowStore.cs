using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>The chunks of a gallery that grows and shrinks. For one writer; the views it hands out never change.</summary>
/// <remarks>
/// A row's number says its chunk's place and its place there. A removed row is a bit, copied once a view shares it. <see cref="Compact"/> moves the rows that are left
/// of a chunk to the last one, whole as they are, and drops the chunk: at no time is there more than what is dropped twice.
/// </remarks>
internal sealed class RowStore(RowLayout layout)
{
    /// <summary>So many removed rows a chunk are not worth moving the others.</summary>
    public const int FewRemoved = 64;

    private const int RemovedWords = RowChunk.Capacity / 64;

    // Of a gallery of which a quarter goes at once, an eighth of the chunks is moved at a time.
    private const int LeastMoved = 16;
    private const int ShareMoved = 8;

    private readonly RowEncoder _encoder = new(layout);
    private readonly List<Slot?> _slots = [];
    private readonly Stack<int> _free = new();
    private int _open = -1;

    /// <summary>Number of rows, removed ones included.</summary>
    public int RowCount { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <returns>Its number.</returns>
    public int Append(FaceEmbedding embedding, string person, string photo)
    {
        Slot slot = OpenSlot();
        int row = slot.Count;
        _encoder.Encode(embedding, slot.Chunk, row);
        (slot.Chunk.People[row], slot.Chunk.Photos[row]) = (person, photo);
        return Count(slot);
    }

    /// <summary>Who a row is.</summary>
    public string PersonOf(int row) => _slots[row / RowChunk.Capacity]!.Chunk.People[row % RowChunk.Capacity];

    /// <summary>The photo of a row.</summary>
    public string PhotoOf(int row) => _slots[row / RowChunk.Capacity]!.Chunk.Photos[row % RowChunk.Capacity];

    /// <summary>Takes over a chunk with rows in it, its last ones behind all others.</summary>
    /// <returns>The number of its first row.</returns>
    public int Adopt(RowChunk chunk, int count)
    {
        int number = _slots.Count;
        _slots.Add(new Slot(chunk) { Count = count });
        RowCount += count;
        if (count < RowChunk.Capacity)
        {
            _open = number;
        }

        return checked(number * RowChunk.Capacity);
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(int row)
    {
        Slot slot = _slots[row / RowChunk.Capacity]!;
        if (slot.RemovedIsShared || slot.Removed is null)
        {
            slot.Removed = slot.Removed is null ? new ulong[RemovedWords] : [.. slot.Removed];
            slot.RemovedIsShared = false;
        }

        slot.Removed[row % RowChunk.Capacity / 64] |= 1UL << (row % 64);
        slot.RemovedCount++;
    }

    /// <summary>Rewrites chunks of which more than a quarter and more than a few rows were removed, at most an eighth of all at a time; those without a row that stays only go.</summary>
    /// <param name="moved">Is told of each row that has another number now: its photo, the number before, the number now.</param>
    /// <returns>Whether all of them were.</returns>
    public bool Compact(Action<string, int, int> moved)
    {
        int left = Math.Max(LeastMoved, _slots.Count / ShareMoved);
        for (int number = 0; number < _slots.Count; number++)
        {
            if (_slots[number] is { RemovedCount: > FewRemoved } slot && slot.RemovedCount > slot.Count / 4)
            {
                if (slot.RemovedCount < slot.Count && left-- == 0)
                {
                    return false;
                }

                Move(number, slot, moved);
            }
        }

        return true;
    }

    /// <summary>Adds what there is now to a list of views. Later changes do not show in them.</summary>
    public void Share(List<ChunkView> views)
    {
        foreach (Slot? slot in _slots)
        {
            if (slot is { Count: > 0 })
            {
                slot.RemovedIsShared = true;
                views.Add(new ChunkView(slot.Chunk, slot.Count, slot.Removed));
            }
        }
    }

    private Slot OpenSlot()
    {
        if (_open < 0 || _slots[_open]!.Count == RowChunk.Capacity)
        {
            if (!_free.TryPop(out _open))
            {
                _open = _slots.Count;
                _slots.Add(null);
            }

            _slots[_open] = new Slot(new RowChunk(layout));
        }

        return _slots[_open]!;
    }

    private int Count(Slot slot)
    {
        RowCount++;
        return checked(_open * RowChunk.Capacity) + slot.Count++;
    }

    private void Move(int number, Slot slot, Action<string, int, int> moved)
    {
        if (_open == number)
        {
            _open = -1;
        }

        var view = new ChunkView(slot.Chunk, slot.Count, slot.Removed);
        for (int row = 0; row < slot.Count; row++)
        {
            if (!view.IsRemoved(row))
            {
                Slot target = OpenSlot();
                target.Chunk.Copy(target.Count, slot.Chunk, row);
                moved(slot.Chunk.Photos[row], (number * RowChunk.Capacity) + row, Count(target));
            }
        }

        RowCount -= slot.Count;
        _slots[number] = null;
        _free.Push(number);
    }

    private sealed class Slot(RowChunk chunk)
    {
        public RowChunk Chunk { get; } = chunk;

        public int Count { get; set; }

        public ulong[]? Removed { get; set; }

        public bool RemovedIsShared { get; set; }

        public int RemovedCount { get; set; }
    }
}
