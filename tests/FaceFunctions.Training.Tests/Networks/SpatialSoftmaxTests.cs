using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class SpatialSoftmaxTests
{
    [Fact]
    public void A_peak_is_the_point()
    {
        var layer = new SpatialSoftmax(new MapShape(5, 7, 2));
        FeatureMaps maps = new FeatureMaps(layer.InputShape).Resize(1);
        maps.Values.Clear();
        maps.Values[((3 * 7) + 1) * 2] = 100;
        maps.Values[(((0 * 7) + 6) * 2) + 1] = 100;

        float[] points = layer.Forward(maps, training: false).Values.ToArray();

        Assert.Equal([-2 / 3f, 0.5f, 1, -1], points, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Even_maps_give_the_middle_and_large_values_no_infinity()
    {
        var layer = new SpatialSoftmax(new MapShape(4, 4, 1));
        FeatureMaps maps = new FeatureMaps(layer.InputShape).Resize(2);
        maps.Values.Fill(1e30f);

        Assert.All(layer.Forward(maps, training: false).Values.ToArray(), value => Assert.Equal(0, value, 1e-6f));
    }

    [Fact]
    public void Backward_agrees_with_differences()
    {
        var layer = new SpatialSoftmax(new MapShape(4, 5, 3));
        FeatureMaps maps = Maps.Random(1, layer.InputShape, 9);
        FeatureMaps weights = Maps.Random(2, layer.OutputShape, 9);
        layer.Forward(maps, training: true);

        float[] gradient = layer.Backward(weights).Values.ToArray();

        Maps.Close(Maps.Differences(layer, maps, weights, () => maps.Values), gradient, 1e-3, 0);
    }
}
