using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Onnx;

/// <summary>The float32 outputs of one run, in the order in which they were asked for. Dispose it: the values are the runtime's memory.</summary>
internal sealed class OnnxOutputs(IDisposableReadOnlyCollection<OrtValue> values) : IDisposable
{
    /// <summary>All values of one output, row-major.</summary>
    public ReadOnlySpan<float> this[int index] => values[index].GetTensorDataAsSpan<float>();

    /// <inheritdoc/>
    public void Dispose() => values.Dispose();
}
