using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Onnx;
using FaceFunctions.Training.Starter;
using FaceFunctions.Training.Tests.Networks;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Training.Tests.Onnx;

public class NetworkExportTests
{
    private static readonly OnnxModelInfo Info = new() { GraphName = "test" };

    [Fact]
    public void The_starter_in_the_runtime_gives_what_the_trainer_gives()
    {
        FaceNetwork network = StarterNetwork.Create(seed: 5);
        (int side, int cropSide) = (network.PictureSide, network.Template.CropSide);
        FeatureMaps input = Maps.Random(6, new MapShape(side, side, 1), 5);
        Blur(input);

        // A few passes in training give the normalisations means and variances of their own.
        for (int i = 0; i < 10; i++)
        {
            network.Locator.Forward(input, training: true);
            network.Embedder.Forward(Maps.Random(i, new MapShape(cropSide, cropSide, 1), 5), training: true);
        }

        float[] expected = network.Forward(input).Values.ToArray();
        using var session = new InferenceSession(NetworkExport.ToOnnx(network, Info));
        using var value = OrtValue.CreateTensorValueFromMemory(input.Values.ToArray(), [5, 1, side, side]);
        using IDisposableReadOnlyCollection<OrtValue> result = session.Run(new RunOptions(), [NetworkExport.InputName], [value], [NetworkExport.OutputName]);

        float[] actual = result[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.True(expected.Max() - expected.Min() > 1, "The outputs differ, so that the comparison says something.");
    }

    [Fact]
    public void A_layer_without_a_place_in_the_file_is_refused()
    {
        FaceNetwork starter = StarterNetwork.Create(seed: 5);
        var odd = new FaceNetwork(new Sequence(new BatchNormalization("alone", new MapShape(128, 128, 1), rectifies: false)), starter.Embedder, 128, starter.Template);

        NotSupportedException refusal = Assert.Throws<NotSupportedException>(() => NetworkExport.ToOnnx(odd, Info));

        Assert.Contains(nameof(BatchNormalization), refusal.Message, StringComparison.Ordinal);
    }

    // Photos have no steps from black to white between neighbouring pixels, which would make the last bit of a coordinate count.
    private static void Blur(FeatureMaps pictures)
    {
        for (int i = pictures.Values.Length - 1; i >= 8; i--)
        {
            float sum = 0;
            for (int j = 0; j < 8; j++)
            {
                sum += pictures.Values[i - j];
            }

            pictures.Values[i] = sum / 4;
        }
    }
}
