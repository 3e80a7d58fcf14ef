namespace FaceFunctions.Training.Networks;

/// <summary>Where the patch under a kernel lies in the input, for one output position after the other: without a division for each.</summary>
internal ref struct PatchPlace
{
    private readonly MapShape _input;
    private readonly MapShape _output;
    private readonly int _kernel;
    private readonly int _stride;
    private int _sample;
    private int _outputX;
    private int _outputY;
    private int _top;
    private int _left;

    /// <summary>Starts at an output position.</summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="output">Size of the output.</param>
    /// <param name="kernel">Side of the kernel; half of it lies outside at the edge.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="position">The position, over all samples, row-major.</param>
    public PatchPlace(MapShape input, MapShape output, int kernel, int stride, int position)
    {
        (_input, _output, _kernel, _stride) = (input, output, kernel, stride);
        _sample = position / output.Area * input.Length;
        _outputY = position % output.Area / output.Width;
        _outputX = position % output.Width;
        Update();
    }

    /// <summary>Values of each line that lie left of the input.</summary>
    public int Skipped { get; private set; }

    /// <summary>Values of each line inside the input.</summary>
    public int LineLength { get; private set; }

    /// <summary>Whether a line of the patch lies inside the input.</summary>
    public readonly bool HasLine(int line) => (uint)(_top + line) < (uint)_input.Height;

    /// <summary>Where the inner part of a line begins in the input.</summary>
    public readonly int LineStart(int line) => _sample + ((((_top + line) * _input.Width) + _left) * _input.Channels);

    /// <summary>Goes to the next output position.</summary>
    public void MoveOn()
    {
        if (++_outputX == _output.Width)
        {
            _outputX = 0;
            if (++_outputY == _output.Height)
            {
                _outputY = 0;
                _sample += _input.Length;
            }
        }

        Update();
    }

    private void Update()
    {
        _top = (_outputY * _stride) - (_kernel / 2);
        int x = (_outputX * _stride) - (_kernel / 2);
        _left = Math.Max(0, x);
        Skipped = (_left - x) * _input.Channels;
        LineLength = (Math.Min(_input.Width, x + _kernel) - _left) * _input.Channels;
    }
}
