using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class NetworkTests
{
    [Fact]
    public void Backward_of_a_whole_network_agrees_with_differences()
    {
        Sequence network = new NetworkBuilder(new MapShape(8, 8, 1), seed: 1)
            .Block("stem", 4, stride: 2)
            .Residual("residual")
            .Block("down", 3, stride: 2)
            .Embedding("output", 5)
            .Build();
        FeatureMaps input = Maps.Random(1, new MapShape(8, 8, 1), 12);
        FeatureMaps weights = Maps.Random(2, network.OutputShape, 12);
        network.Forward(input, training: true);

        network.Backward(weights);

        Parameter[] parameters = [.. network.Parameters];
        float[][] gradients = [.. parameters.Select(parameter => (float[])parameter.Gradient.Clone())];
        for (int i = 0; i < parameters.Length; i++)
        {
            double[] differences = Maps.Differences(network, input, weights, () => parameters[i].Values);
            double size = differences.Max(Math.Abs);
            Maps.Close(differences, gradients[i], 0.02 + (0.02 * size), 0.1);
        }
    }

    [Fact]
    public void Parameters_have_unique_names_and_statistics_belong_to_normalisations()
    {
        Sequence network = new NetworkBuilder(new MapShape(8, 8, 1), seed: 1).Block("a", 4, stride: 1).Residual("b").Embedding("c", 3).Build();

        string[] names = [.. network.Parameters.Select(parameter => parameter.Name)];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(2 * 4, network.Statistics.Count());
    }
}
