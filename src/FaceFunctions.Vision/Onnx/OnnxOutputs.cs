using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceFunctions.Vision.Onnx;

/// <summary>The outputs of one run, in the order in which they were asked for. Dispose it: float32 values are the runtime's memory.</summary>
internal sealed class OnnxOutputs(IDisposableReadOnlyCollection<OrtValue> values) : IDisposable
{
    /// <summary>All values of one output, row-major; float16 is converted.</summary>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            OrtValue value = values[index];
            if (value.GetTensorTypeAndShape().ElementDataType != TensorElementType.Float16)
            {
                return value.GetTensorDataAsSpan<float>();
            }

            ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>());
            float[] floats = new float[halves.Length];
            TensorPrimitives.ConvertToSingle(halves, floats);
            return floats;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => values.Dispose();
}
