using FaceFunctions.Core.Matching.Kernels;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>What a row of a given dimension looks like.</summary>
/// <remarks>
/// A component is a whole number x of <see cref="FaceEmbedding.Step"/>s. With the row's step d it is x = d (c - 128) + r: c, from 0 to 255, is its code, and r, from 0 to d - 1,
/// its rest. Codes lie as two planes of four bits, the upper ones first; the rests, <see cref="RestBits"/> bits each, are read only to compute a score exactly.
/// A few components a row may lie outside what codes reach: their c is 0 or 255, and an exception says how many steps are missing.
/// </remarks>
internal sealed class RowLayout
{
    /// <summary>The most components: up to here the sums of <see cref="NibbleKernel"/> and <see cref="Scanning.CodedQuery"/> fit an int.</summary>
    public const int MaxDimension = 1 << 15;

    /// <summary>The least c is -128 steps.</summary>
    public const int CodeOffset = 128;

    /// <summary>The largest code.</summary>
    public const int MaxCode = 255;

    /// <summary>Places for exceptions in a row. Of 512 normally distributed components, two on average lie outside at the usual step.</summary>
    public const int MaxExceptions = 6;

    /// <summary>Bytes of an exception: the component's number, and the missing steps.</summary>
    public const int ExceptionBytes = sizeof(ushort) + sizeof(short);

    /// <summary>The smallest step of a row: from here, the missing steps of any component of a unit vector fit a short.</summary>
    public const int MinStep = 160;

    /// <summary>1 in <see cref="FaceEmbedding.Step"/>s.</summary>
    public const int One = (int)(1 / FaceEmbedding.Step);

    // The step that makes the upper four bits the nearest to normally distributed components: 0.335 of their standard deviation
    // (Max, "Quantizing for minimum distortion", 1960, table II), and a little more, so that few lie outside.
    private const double UpperStepDeviations = 0.36;

    // How much larger than usual a row's step may be before its rests no longer fit.
    private const double Headroom = 1.35;

    /// <summary>Computes the layout.</summary>
    /// <param name="dimension">Components of a vector, from 1 to <see cref="MaxDimension"/>.</param>
    public RowLayout(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MaxDimension);
        Dimension = dimension;
        PlaneBytes = (dimension + NibbleKernel.GroupComponents - 1) / NibbleKernel.GroupComponents * NibbleKernel.GroupBytes;
        double usual = UpperStepDeviations / Math.Sqrt(dimension) / 16 * One;
        UsualStep = (int)Math.Round(usual);
        HalfSteps = MathF.BitIncrement((float)(Math.Sqrt(dimension) / 2)) * (1 + (1f / (1 << 20)));
        RestBits = (int)Math.Ceiling(Math.Log2(usual * Headroom));
        RestBytes = (MaxExceptions * ExceptionBytes) + (((dimension * RestBits) + 7) / 8);
    }

    /// <summary>Components of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Bytes of one plane of a row: whole groups of <see cref="NibbleKernel"/>; codes beyond the dimension are 0, as those of the query are.</summary>
    public int PlaneBytes { get; }

    /// <summary>Components that the planes have room for.</summary>
    public int PaddedDimension => 2 * PlaneBytes;

    /// <summary>The step of a row without outstanding components.</summary>
    public int UsualStep { get; }

    /// <summary>Norm of half a step in each component, in steps; a little more, so that a rounded product with a row's step is not less.</summary>
    public float HalfSteps { get; }

    /// <summary>Bits of a rest.</summary>
    public int RestBits { get; }

    /// <summary>Bytes of a row's exceptions and rests.</summary>
    public int RestBytes { get; }
}
