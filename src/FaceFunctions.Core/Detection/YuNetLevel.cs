namespace FaceFunctions.Core.Detection;

/// <summary>The outputs of one of YuNet's levels, cells in row-major order.</summary>
public readonly ref struct YuNetLevel
{
    /// <summary>Class score a cell: [cells].</summary>
    public required ReadOnlySpan<float> Class { get; init; }

    /// <summary>Objectness a cell: [cells].</summary>
    public required ReadOnlySpan<float> Objectness { get; init; }

    /// <summary>Centre offset and logarithm of the size, in strides: [cells x 4].</summary>
    public required ReadOnlySpan<float> Boxes { get; init; }

    /// <summary>Five landmark offsets, in strides: [cells x 10].</summary>
    public required ReadOnlySpan<float> Points { get; init; }
}
