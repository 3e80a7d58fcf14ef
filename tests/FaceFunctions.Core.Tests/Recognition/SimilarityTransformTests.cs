using System.Numerics;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Recognition;

public class SimilarityTransformTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Estimate_agrees_with_the_normal_equations(int seed)
    {
        var random = new Random(seed);
        Vector2[] source = [.. Enumerable.Range(0, 5).Select(_ => Point(random, 4000))];
        Vector2[] target = [.. Enumerable.Range(0, 5).Select(_ => Point(random, 112))];

        SimilarityTransform found = Assert.NotNull(SimilarityTransform.Estimate(source, target));

        double[] expected = SolveNormalEquations(source, target);
        Assert.Equal(expected[0], found.A, 1e-6);
        Assert.Equal(expected[1], found.B, 1e-6);
        Assert.Equal(expected[2], found.X, 1e-2);
        Assert.Equal(expected[3], found.Y, 1e-2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Estimate_finds_a_known_transform_again(int seed)
    {
        var random = new Random(seed);
        float angle = random.NextSingle() * MathF.Tau;
        float scale = 0.05f + random.NextSingle();
        Matrix3x2 known = Matrix3x2.CreateScale(scale) * Matrix3x2.CreateRotation(angle) * Matrix3x2.CreateTranslation(Point(random, 100));
        Vector2[] source = [.. Enumerable.Range(0, 5).Select(_ => Point(random, 500))];

        SimilarityTransform found = Assert.NotNull(SimilarityTransform.Estimate(source, [.. source.Select(point => Vector2.Transform(point, known))]));

        Assert.Equal(scale, found.Scale, 1e-4f);
        foreach (Vector2 point in source)
        {
            Assert.True((Vector2.Transform(point, known) - found.Apply(point)).Length() < 1e-2f);
            Assert.True((found.Invert().Apply(found.Apply(point)) - point).Length() < 1e-1f);
        }
    }

    [Fact]
    public void Estimate_never_mirrors()
    {
        Vector2[] source = [new(0, 0), new(10, 0), new(0, 10), new(10, 10), new(5, 5)];
        Vector2[] mirrored = [.. source.Select(point => new Vector2(-point.X, point.Y))];

        // The best without a reflection is no scale at all, so there is no transform.
        Assert.Null(SimilarityTransform.Estimate(source, mirrored));
    }

    [Fact]
    public void Estimate_gives_nothing_for_points_that_coincide_or_are_no_numbers()
    {
        Vector2[] template = ArcFaceTemplate.For(112);

        Assert.Null(SimilarityTransform.Estimate([new(3, 3), new(3, 3), new(3, 3), new(3, 3), new(3, 3)], template));
        Assert.Null(SimilarityTransform.Estimate([new(float.NaN, 3), new(4, 3), new(5, 3), new(6, 3), new(3, 9)], template));
    }

    private static Vector2 Point(Random random, float size) => new(random.NextSingle() * size, random.NextSingle() * size);

    /// <summary>Each point gives two equations in (a, b, x, y); J'J p = J't is solved by elimination, in double.</summary>
    private static double[] SolveNormalEquations(Vector2[] source, Vector2[] target)
    {
        double[,] system = new double[4, 5];
        for (int i = 0; i < source.Length; i++)
        {
            Add(system, [source[i].X, -source[i].Y, 1, 0], target[i].X);
            Add(system, [source[i].Y, source[i].X, 0, 1], target[i].Y);
        }

        for (int pivot = 0; pivot < 4; pivot++)
        {
            for (int row = 0; row < 4; row++)
            {
                double factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (int column = 0; column < 5; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, 4).Select(i => system[i, 4] / system[i, i])];
    }

    private static void Add(double[,] system, double[] row, double value)
    {
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                system[i, j] += row[i] * row[j];
            }

            system[i, 4] += row[i] * value;
        }
    }
}
