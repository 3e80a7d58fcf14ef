namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>An array of any shape, row-major in double: what the plain reference computes with.</summary>
internal sealed record Numbers(int[] Shape, double[] Values)
{
    /// <summary>Seeded values from -1 to 1 that float32 holds exactly.</summary>
    public static Numbers Random(int seed, params int[] shape)
    {
        var random = new Random(seed);
        return new Numbers(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))]);
    }

    public static Numbers Zeros(params int[] shape) => new(shape, new double[shape.Aggregate(1, (a, b) => a * b)]);

    public float[] Floats => [.. Values.Select(value => (float)value)];

    public double this[params int[] place]
    {
        get => Values[Offset(place)];
        set => Values[Offset(place)] = value;
    }

    public Numbers Map(Func<double, double> change) => new(Shape, [.. Values.Select(change)]);

    private int Offset(int[] place) => place.Zip(Shape).Aggregate(0, (offset, pair) => (offset * pair.Second) + pair.First);
}
