namespace FaceFunctions.Benchmarks;

/// <summary>Seeded vectors, and the plain search that the index is compared with.</summary>
internal static class Vectors
{
    /// <summary>Random unit vectors, [count x dimension] row-major.</summary>
    public static float[] Unit(int seed, int count, int dimension)
    {
        var random = new Random(seed);
        float[] rows = new float[count * dimension];
        for (int row = 0; row < count; row++)
        {
            double squares = 0;
            for (int i = 0; i < dimension; i++)
            {
                double value = random.NextDouble() - 0.5;
                rows[(row * dimension) + i] = (float)value;
                squares += value * value;
            }

            for (int i = 0; i < dimension; i++)
            {
                rows[(row * dimension) + i] /= (float)Math.Sqrt(squares);
            }
        }

        return rows;
    }

    /// <summary>The greatest dot products of a query with each row, best first: two loops in double, and a place in the sorted few.</summary>
    public static void PlainSearch(float[] rows, float[] query, double[] best)
    {
        Array.Fill(best, double.NegativeInfinity);
        for (int start = 0; start < rows.Length; start += query.Length)
        {
            double dot = 0;
            for (int i = 0; i < query.Length; i++)
            {
                dot += (double)rows[start + i] * query[i];
            }

            for (int place = best.Length - 1; place >= 0 && best[place] < dot; place--)
            {
                if (place + 1 < best.Length)
                {
                    best[place + 1] = best[place];
                }

                best[place] = dot;
            }
        }
    }
}
