namespace FaceFunctions.Training.Networks;

/// <summary>First values of weights.</summary>
internal static class Initial
{
    /// <summary>Fills with normally distributed values (Box and Muller, 1958).</summary>
    /// <param name="values">Receives them.</param>
    /// <param name="deviation">Their standard deviation; the mean is 0.</param>
    /// <param name="random">Where they come from.</param>
    public static void Normal(Span<float> values, double deviation, Random random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }
}
