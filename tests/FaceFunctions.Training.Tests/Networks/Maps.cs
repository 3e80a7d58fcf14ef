using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

/// <summary>Seeded feature maps, and the slow way of finding a gradient.</summary>
internal static class Maps
{
    /// <summary>Where numbers that are moved are found.</summary>
    public delegate Span<float> Numbers();

    /// <summary>Values from -1 to 1.</summary>
    public static FeatureMaps Random(int seed, MapShape shape, int count)
    {
        var random = new Random(seed);
        FeatureMaps maps = new FeatureMaps(shape).Resize(count);
        foreach (ref float value in maps.Values)
        {
            value = (2 * random.NextSingle()) - 1;
        }

        return maps;
    }

    /// <summary>How the weighted sum of a layer's outputs changes with each of some numbers, by central differences of the layer in training.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input.</param>
    /// <param name="weights">Weights of the outputs in the sum: the gradient that is given to the way back.</param>
    /// <param name="numbers">The numbers, of the input or of a parameter; restored.</param>
    public static double[] Differences(Layer layer, FeatureMaps input, FeatureMaps weights, Numbers numbers)
    {
        const float Step = 1e-3f;
        double[] differences = new double[numbers().Length];
        for (int i = 0; i < differences.Length; i++)
        {
            float value = numbers()[i];
            (float above, float below) = (value + Step, value - Step);
            double high = SumAt(above);
            double low = SumAt(below);
            numbers()[i] = value;
            differences[i] = (high - low) / ((double)above - below);

            double SumAt(float moved)
            {
                numbers()[i] = moved;
                FeatureMaps output = layer.Forward(input, training: true);
                double sum = 0;
                for (int j = 0; j < output.Values.Length; j++)
                {
                    sum += (double)output.Values[j] * weights.Values[j];
                }

                return sum;
            }
        }

        return differences;
    }

    /// <summary>Asserts that a gradient is near the differences; a rectifier has no derivative at 0, so a few of its numbers may be elsewhere.</summary>
    public static void Close(double[] differences, ReadOnlySpan<float> gradient, double tolerance, double exceptions)
    {
        Assert.Equal(differences.Length, gradient.Length);
        int far = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            far += Math.Abs(differences[i] - gradient[i]) < tolerance ? 0 : 1;
        }

        Assert.InRange(far, 0, (int)(differences.Length * exceptions));
    }
}
