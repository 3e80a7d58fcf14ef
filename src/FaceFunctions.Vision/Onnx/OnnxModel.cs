using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceFunctions.Vision.Onnx;

/// <summary>One ONNX Runtime session on the CPU with one image input. Safe for any number of threads.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputNames;

    /// <summary>Creates the session.</summary>
    /// <param name="model">The ONNX file's bytes; not kept. Weights in other files cannot be found, and so never go unverified.</param>
    /// <param name="threads">Threads of one run, 1 or more.</param>
    /// <exception cref="OnnxRuntimeException">The bytes are no model that the runtime can load.</exception>
    /// <exception cref="NotSupportedException">The model has several inputs, or one that is no float32 image.</exception>
    public OnnxModel(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // Batches and photos differ in shape, and each shape's pattern would stay in memory.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // A thread that spins after its work takes the core from the next photo.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, options);
        _inputNames = [.. _session.InputMetadata.Keys];
        NodeMetadata? input = _inputNames.Length == 1 ? _session.InputMetadata[_inputNames[0]] : null;
        if (input is null || !input.IsTensor || input.ElementDataType != TensorElementType.Float || input.Dimensions.Length != 4)
        {
            string inputs = string.Join(", ", _inputNames);
            _session.Dispose();
            throw new NotSupportedException($"it needs exactly one input of float32 [count, channels, height, width], but has: {inputs}");
        }

        InputShape = input.Dimensions;
        OutputNames = [.. _session.OutputMetadata.Keys];
    }

    /// <summary>Count, channels, height and width of the input; -1 where any number is accepted.</summary>
    public int[] InputShape { get; }

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Whether height and width are given by the model.</summary>
    public bool HasFixedSide => InputShape[2] > 0 && InputShape[3] > 0;

    /// <summary>Whether any number of items fits into one run.</summary>
    public bool HasDynamicBatch => InputShape[0] < 1;

    /// <summary>Runs the model.</summary>
    /// <param name="input">The input; not changed.</param>
    /// <param name="outputs">Names of the wanted outputs.</param>
    /// <exception cref="OnnxRuntimeException">The input does not fit, or the run failed.</exception>
    public OnnxOutputs Run(TensorBuffer input, IReadOnlyCollection<string> outputs)
    {
        using OrtValue value = input.ToOrtValue();
        return new OnnxOutputs(_session.Run(_runOptions, _inputNames, [value], outputs));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
