using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>Room for <see cref="Capacity"/> rows: a gallery grows chunk by chunk, and never copies what it has.</summary>
/// <remarks>One writer appends; a row is never changed once a state that counts it was handed out, so readers need no lock.</remarks>
internal sealed class RowChunk
{
    /// <summary>Rows of a chunk. At 512 components a plane of them is 256 KiB: it stays in a core's cache while several queries read it.</summary>
    public const int Capacity = 1024;

    private const int Alignment = 64;

    private readonly RowLayout _layout;
    private readonly byte[] _bytes;
    private readonly int _upper;
    private readonly int _lower;
    private readonly int _rests;

    /// <summary>Reserves the room; pages that no row has touched take no memory.</summary>
    public RowChunk(RowLayout layout)
    {
        _layout = layout;
        int plane = Capacity * layout.PlaneBytes;

        // Pinned, so that what is aligned stays aligned. Rests are read four bytes at a time: the last needs a few behind it.
        _bytes = GC.AllocateUninitializedArray<byte>(checked(Alignment + (2 * plane) + (Capacity * layout.RestBytes) + sizeof(uint)), pinned: true);
        _upper = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (Alignment - 1));
        _lower = _upper + plane;
        _rests = _lower + plane;
    }

    /// <summary>Each row's step, in units of 1: a code more is so much more.</summary>
    public float[] Steps { get; } = new float[Capacity];

    /// <summary>Norm of what the upper four bits leave out of a row, rounded up.</summary>
    public float[] UpperErrors { get; } = new float[Capacity];

    /// <summary>Norm of what all eight bits leave out of a row, rounded up.</summary>
    public float[] CodeErrors { get; } = new float[Capacity];

    /// <summary>Who each row is; one instance a person.</summary>
    public string[] People { get; } = new string[Capacity];

    /// <summary>The photo of each row; one instance a photo.</summary>
    public string[] Photos { get; } = new string[Capacity];

    /// <summary>Components of rows whose rests do not fit their place, in <see cref="Recognition.FaceEmbedding.Step"/>s; null for other rows, and while there are none.</summary>
    public int[]?[]? Wide { get; private set; }

    /// <summary>First byte of a row's upper plane.</summary>
    public ref byte Upper(int row) => ref At(_upper + (row * _layout.PlaneBytes));

    /// <summary>First byte of a row's lower plane.</summary>
    public ref byte Lower(int row) => ref At(_lower + (row * _layout.PlaneBytes));

    /// <summary>A row's exceptions and rests, with what must be readable behind them.</summary>
    public Span<byte> Rests(int row) => _bytes.AsSpan(_rests + (row * _layout.RestBytes), _layout.RestBytes + sizeof(uint));

    /// <summary>The upper planes of the first rows.</summary>
    public Memory<byte> UpperPlanes(int rows) => _bytes.AsMemory(_upper, rows * _layout.PlaneBytes);

    /// <summary>The lower planes of the first rows.</summary>
    public Memory<byte> LowerPlanes(int rows) => _bytes.AsMemory(_lower, rows * _layout.PlaneBytes);

    /// <summary>Exceptions and rests of the first rows.</summary>
    public Memory<byte> AllRests(int rows) => _bytes.AsMemory(_rests, rows * _layout.RestBytes);

    /// <summary>Keeps the components of a row whose rests do not fit.</summary>
    public void KeepWide(int row, int[] components) => (Wide ??= new int[Capacity][])[row] = components;

    /// <summary>Copies a whole row of another chunk of the same layout.</summary>
    public void Copy(int row, RowChunk source, int sourceRow)
    {
        int plane = _layout.PlaneBytes;
        MemoryMarshal.CreateReadOnlySpan(ref source.Upper(sourceRow), plane).CopyTo(MemoryMarshal.CreateSpan(ref Upper(row), plane));
        MemoryMarshal.CreateReadOnlySpan(ref source.Lower(sourceRow), plane).CopyTo(MemoryMarshal.CreateSpan(ref Lower(row), plane));
        source.Rests(sourceRow)[.._layout.RestBytes].CopyTo(Rests(row));
        (Steps[row], UpperErrors[row], CodeErrors[row]) = (source.Steps[sourceRow], source.UpperErrors[sourceRow], source.CodeErrors[sourceRow]);
        (People[row], Photos[row]) = (source.People[sourceRow], source.Photos[sourceRow]);
        if (source.Wide?[sourceRow] is { } components)
        {
            KeepWide(row, components);
        }
    }

    private ref byte At(int offset) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), offset);
}
