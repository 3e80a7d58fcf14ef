using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class BatchNormalizationTests
{
    // Around every vector width, so that the remainders run too.
    public static TheoryData<int> Channels => [1, 2, 3, 4, 7, 8, 9, 16, 17, 33];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Forward_gives_each_channel_mean_0_and_variance_1_in_training(int channels)
    {
        var layer = new BatchNormalization("test", new MapShape(9, 10, channels), rectifies: false);
        FeatureMaps input = Maps.Random(1, layer.OutputShape, 13);

        float[] output = layer.Forward(input, training: true).Values.ToArray();

        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = [.. output.Where((_, i) => i % channels == channel).Select(value => (double)value)];
            double mean = values.Average();
            Assert.Equal(0, mean, 1e-5);
            Assert.Equal(1, values.Average(value => (value - mean) * (value - mean)), 1e-3);
        }
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(16, true)]
    [InlineData(19, false)]
    public void Backward_agrees_with_differences(int channels, bool rectifies)
    {
        var layer = new BatchNormalization("test", new MapShape(3, 2, channels), rectifies);
        FeatureMaps input = Maps.Random(1, layer.OutputShape, 10);
        Parameter[] parameters = [.. layer.Parameters];
        Spread(parameters[0].Values, 0.6f);
        Spread(parameters[1].Values, -0.4f);
        FeatureMaps weights = Maps.Random(2, layer.OutputShape, 10);
        layer.Forward(input, training: true);

        float[] inputGradient = layer.Backward(weights).Values.ToArray();
        float[][] gradients = [.. parameters.Select(parameter => (float[])parameter.Gradient.Clone())];

        double exceptions = rectifies ? 0.05 : 0;
        Maps.Close(Maps.Differences(layer, input, weights, () => input.Values), inputGradient, 0.02, exceptions);
        for (int i = 0; i < parameters.Length; i++)
        {
            Maps.Close(Maps.Differences(layer, input, weights, () => parameters[i].Values), gradients[i], 0.03, 0);
        }
    }

    [Fact]
    public void Forward_outside_of_training_uses_what_training_saw()
    {
        var layer = new BatchNormalization("test", new MapShape(4, 4, 6), rectifies: true, momentum: 1);
        FeatureMaps input = Maps.Random(1, layer.OutputShape, 50);
        float[] trained = layer.Forward(input, training: true).Values.ToArray();

        float[] applied = layer.Forward(input, training: false).Values.ToArray();

        Assert.All(trained.Zip(applied), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
        Assert.Contains(trained, value => value == 0);
        Assert.DoesNotContain(trained, value => value < 0);
    }

    private static void Spread(float[] values, float from)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = from + (0.9f * i / values.Length);
        }
    }
}
