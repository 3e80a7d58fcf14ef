using FaceFunctions.Portraits;
using FaceFunctions.Training.Data;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Training.Starter;

/// <summary>Runs an exported file in ONNX Runtime beside the trainer's own forward pass.</summary>
internal static class RuntimeParity
{
    /// <summary>The largest difference that an export may have.</summary>
    public const float Limit = 1e-4f;

    private const int Pictures = 64;

    /// <summary>The largest difference of an output over drawn pictures.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="model">The file made of it.</param>
    public static float LargestDifference(FaceNetwork network, byte[] model)
    {
        PictureSet pictures = DrawnPictures.Draw(new PortraitSet(StarterSets.Calibration), 0, Pictures, 1, network.PictureSide, drawn: null, CancellationToken.None);
        FeatureMaps input = new FeatureMaps(new MapShape(network.PictureSide, network.PictureSide, 1)).Resize(Pictures);
        for (int i = 0; i < Pictures; i++)
        {
            Augmentation.None.Apply(pictures[i].Luma, pictures.Side, input.Samples(i, i + 1));
        }

        ReadOnlySpan<float> expected = network.Forward(input).Values;
        using var session = new InferenceSession(model);
        using var value = OrtValue.CreateTensorValueFromMemory(input.Values.ToArray(), [Pictures, 1, network.PictureSide, network.PictureSide]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [NetworkExport.InputName], [value], [NetworkExport.OutputName]);
        ReadOnlySpan<float> actual = outputs[0].GetTensorDataAsSpan<float>();
        float largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(expected[i] - actual[i]));
        }

        return largest;
    }
}
