using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Recognition;

public class FaceEmbeddingTests
{
    [Theory]
    [InlineData(1, 1f)]
    [InlineData(3, 1e-30f)]
    [InlineData(512, 40f)]
    [InlineData(1024, 1e15f)]
    public void Components_are_multiples_of_a_step_and_lie_half_a_step_from_the_direction_at_most(int dimension, float size)
    {
        var random = new Random(dimension);
        float[] output = [.. Enumerable.Range(0, dimension).Select(_ => (random.NextSingle() - 0.5f) * size)];

        FaceEmbedding embedding = FaceEmbedding.FromModelOutput(output);

        double norm = Math.Sqrt(Vectors.DotInDouble(output, output));
        Assert.Equal(1, Math.Sqrt(Vectors.DotInDouble(embedding.Values, embedding.Values)), 1e-5);
        for (int i = 0; i < dimension; i++)
        {
            Assert.Equal(0, embedding.Values[i] / FaceEmbedding.Step % 1);
            Assert.Equal(output[i] / norm, embedding.Values[i], (FaceEmbedding.Step / 2) + 2e-7);
        }
    }

    [Fact]
    public void Bytes_give_back_the_same_embedding()
    {
        var random = new Random(1);
        for (int dimension = 1; dimension <= 1024; dimension = (dimension * 2) + 1)
        {
            FaceEmbedding embedding = Vectors.Random(random, dimension);
            Assert.Equal(embedding.Values.ToArray(), FaceEmbedding.FromBytes(embedding.ToBytes()).Values.ToArray());
        }
    }

    [Fact]
    public void Bytes_of_another_length_of_vector_are_normalised()
    {
        byte[] bytes = new byte[2 * sizeof(float)];
        BitConverter.TryWriteBytes(bytes, 3f);
        BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(float)), 4f);

        Assert.Equal([0.6f, 0.8f], FaceEmbedding.FromBytes(bytes).Values.ToArray().Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void A_cosine_is_the_same_in_every_order()
    {
        var random = new Random(2);
        for (int i = 0; i < 200; i++)
        {
            (FaceEmbedding a, FaceEmbedding b) = (Vectors.Random(random, 513), Vectors.Random(random, 513));
            int[] order = [.. Enumerable.Range(0, 513)];
            random.Shuffle(order);

            double sum = order.Sum(component => (double)a.Values[component] * b.Values[component]);

            Assert.Equal(Vectors.DotInDouble(a.Values, b.Values), sum);
            Assert.Equal((float)sum, a.CosineSimilarity(b));
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_has_no_direction_is_refused(float value) => Assert.Throws<ArgumentException>(() => FaceEmbedding.FromModelOutput([value, 0]));

    [Fact]
    public void No_values_are_refused() => Assert.Throws<ArgumentException>(() => FaceEmbedding.FromModelOutput([]));
}
