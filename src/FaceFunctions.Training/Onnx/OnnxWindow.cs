namespace FaceFunctions.Training.Onnx;

/// <summary>How the kernel of a convolution or a pool moves over a picture. The default is one pixel at a time, inside the picture.</summary>
internal sealed record OnnxWindow
{
    /// <summary>Creates a window that is the same in all directions.</summary>
    /// <param name="stride">Pixels from one place to the next, 1 or more.</param>
    /// <param name="pad">Pixels added on each side, 0 or more.</param>
    public OnnxWindow(int stride = 1, int pad = 0)
    {
        (StrideY, StrideX) = (stride, stride);
        (Top, Left, Bottom, Right) = (pad, pad, pad, pad);
    }

    /// <summary>Rows from one place to the next, 1 or more.</summary>
    public int StrideY { get; init => field = AtLeast(1, value, nameof(StrideY)); }

    /// <summary>Columns from one place to the next, 1 or more.</summary>
    public int StrideX { get; init => field = AtLeast(1, value, nameof(StrideX)); }

    /// <summary>Rows added above, 0 or more.</summary>
    public int Top { get; init => field = AtLeast(0, value, nameof(Top)); }

    /// <summary>Columns added on the left, 0 or more.</summary>
    public int Left { get; init => field = AtLeast(0, value, nameof(Left)); }

    /// <summary>Rows added below, 0 or more.</summary>
    public int Bottom { get; init => field = AtLeast(0, value, nameof(Bottom)); }

    /// <summary>Columns added on the right, 0 or more.</summary>
    public int Right { get; init => field = AtLeast(0, value, nameof(Right)); }

    /// <summary>Rows of the output; 0 or less when the kernel does not fit.</summary>
    public int Rows(int height, int kernelHeight) => Steps(height + Top + Bottom, kernelHeight, StrideY);

    /// <summary>Columns of the output; 0 or less when the kernel does not fit.</summary>
    public int Columns(int width, int kernelWidth) => Steps(width + Left + Right, kernelWidth, StrideX);

    // Whole steps only (ONNX's ceil_mode 0). A kernel that is too long must not be rounded up to one step.
    private static int Steps(int length, int kernel, int stride) => length < kernel ? 0 : ((length - kernel) / stride) + 1;

    private static int AtLeast(int least, int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }
}
