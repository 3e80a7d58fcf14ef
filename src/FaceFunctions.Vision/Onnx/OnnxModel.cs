using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceFunctions.Vision.Onnx;

/// <summary>One ONNX Runtime session on the CPU with one image input. Safe for any number of threads.</summary>
internal sealed class OnnxModel : IDisposable
{
    // What goes wrong comes as an exception, and is said in words there.
    private const OrtLoggingLevel Silent = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = Silent };
    private readonly string[] _inputNames;
    private readonly InputLayout _layout;

    /// <summary>Creates the session.</summary>
    /// <param name="model">The ONNX file's bytes; not kept. Weights in other files cannot be found, and so never go unverified.</param>
    /// <param name="threads">Threads of one run, 1 or more.</param>
    /// <exception cref="OnnxRuntimeException">The bytes are no model that the runtime can load.</exception>
    /// <exception cref="NotSupportedException">The model has several inputs, or one that is no image of floats; the message says what to do.</exception>
    public OnnxModel(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // Batches and photos differ in shape, and each shape's pattern would stay in memory.
            EnableMemoryPattern = false,
            LogSeverityLevel = Silent,
        };

        // A thread that spins after its work takes the core from the next photo.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, options);
        _inputNames = [.. _session.InputMetadata.Keys];
        if (FindFault() is { } fault)
        {
            _session.Dispose();
            throw new NotSupportedException(fault);
        }

        NodeMetadata input = _session.InputMetadata[_inputNames[0]];
        int[] shape = input.Dimensions;
        _layout = InputLayout.Of(shape, input.ElementDataType);
        InputShape = _layout.ChannelsLast ? [shape[0], shape[3], shape[1], shape[2]] : shape;
        OutputNames = [.. _session.OutputMetadata.Keys];
    }

    /// <summary>Count, channels, height and width of the input, in whatever order the model has them; -1 where any number is accepted.</summary>
    public int[] InputShape { get; }

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Whether height and width are given by the model.</summary>
    public bool HasFixedSide => InputShape[2] > 0 && InputShape[3] > 0;

    /// <summary>Whether any number of items fits into one run.</summary>
    public bool HasDynamicBatch => InputShape[0] < 1;

    /// <summary>Items in each run of a model that does not take any number of them.</summary>
    public int FixedBatch => Math.Max(1, InputShape[0]);

    /// <summary>Runs the model.</summary>
    /// <param name="input">The input; not changed.</param>
    /// <param name="outputs">Names of the wanted outputs.</param>
    /// <exception cref="OnnxRuntimeException">The input does not fit, or the run failed.</exception>
    public OnnxOutputs Run(TensorBuffer input, IReadOnlyCollection<string> outputs)
    {
        using OrtValue value = input.ToOrtValue(_layout);
        return new OnnxOutputs(_session.Run(_runOptions, _inputNames, [value], outputs));
    }

    /// <summary>The first of some outputs that holds no floats.</summary>
    /// <returns>One sentence; null when all do.</returns>
    public string? FindOutputMismatch(IEnumerable<string> outputs) =>
        outputs.FirstOrDefault(output => !IsFloat(_session.OutputMetadata[output])) is { } wrong ? $"its output {wrong} is {Words(_session.OutputMetadata[wrong])}; export it with float32 outputs" : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static bool IsFloat(NodeMetadata value) => value.IsTensor && value.ElementDataType is (TensorElementType.Float or TensorElementType.Float16);

    private static string Words(NodeMetadata value) =>
        value.IsTensor ? $"{value.ElementDataType.ToString().ToLowerInvariant()} [{string.Join(", ", value.Dimensions)}]" : "no tensor";

    private string? FindFault()
    {
        if (_inputNames.Length != 1)
        {
            return $"it has {_inputNames.Length} inputs ({string.Join(", ", _inputNames)}), but the picture must be the only one; export it without the others, or with constants in their place";
        }

        NodeMetadata input = _session.InputMetadata[_inputNames[0]];
        return !IsFloat(input) ? $"its input is {Words(input)}; export it with an input of float32 or float16"
            : input.Dimensions.Length != 4 ? $"its input is {Words(input)}; export it with an input [count, channels, height, width] or [count, height, width, channels]"
            : null;
    }
}
