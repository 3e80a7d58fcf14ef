namespace FaceFunctions.Training.Networks;

/// <summary>The feature maps of a batch: float32 [count x height x width x channels], channels innermost. The memory is kept and used again for every batch.</summary>
internal sealed class FeatureMaps(MapShape shape)
{
    private float[] _values = [];

    /// <summary>Size of one sample.</summary>
    public MapShape Shape { get; } = shape;

    /// <summary>Samples of the present batch.</summary>
    public int Count { get; private set; }

    /// <summary>All values of the present batch.</summary>
    public Span<float> Values => Memory.Span;

    /// <summary><see cref="Values"/>, for those who work on several threads.</summary>
    public Memory<float> Memory => _values.AsMemory(0, Count * Shape.Length);

    /// <summary>Takes so many samples; their values are whatever was there before.</summary>
    public FeatureMaps Resize(int count)
    {
        if (_values.Length < count * Shape.Length)
        {
            _values = GC.AllocateUninitializedArray<float>(count * Shape.Length);
        }

        Count = count;
        return this;
    }

    /// <summary>The values of some samples, from <paramref name="first"/> up to but without <paramref name="end"/>.</summary>
    public Span<float> Samples(int first, int end) => _values.AsSpan(first * Shape.Length, (end - first) * Shape.Length);
}
