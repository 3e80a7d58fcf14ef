using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Kernels;
using FaceFunctions.Core.Matching.Scanning;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching.Scanning;

public class CodedQueryTests
{
    public static TheoryData<int> Dimensions => [1, 2, 3, 16, 64, 127, 128, 200, 512, 1024];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void No_score_is_above_a_bound_and_no_bound_is_far_above(int dimension)
    {
        var layout = new RowLayout(dimension);
        var chunk = new RowChunk(layout);
        var encoder = new RowEncoder(layout);
        var query = new CodedQuery();
        sbyte[] codes = new sbyte[layout.PaddedDimension];
        int[] components = new int[layout.PaddedDimension];
        FaceEmbedding[] embeddings = AdversarialVectors.Of(seed: dimension, dimension, ofEachKind: 20);
        float[][] queries = [.. AdversarialVectors.Queries(seed: 1, dimension), .. embeddings.Select(embedding => embedding.Values.ToArray())];
        for (int row = 0; row < embeddings.Length; row++)
        {
            encoder.Encode(embeddings[row], chunk, row);
        }

        foreach (float[] values in queries)
        {
            query.Encode(values, codes);
            double norm = Math.Sqrt(Vectors.DotInDouble(values, values));
            for (int row = 0; row < embeddings.Length; row++)
            {
                (int upper, int lower) = (0, 0);
                NibbleKernel.Best.Dot(ref chunk.Upper(row), layout.PlaneBytes, 1, ref codes[0], ref upper);
                NibbleKernel.Best.Dot(ref chunk.Lower(row), layout.PlaneBytes, 1, ref codes[0], ref lower);
                int product = query.Product(upper, lower);
                float step = chunk.Steps[row];
                float upperBound = (query.UpperScale * step * ((2 * upper) - query.UpperOffset)) + (query.ErrorFactor * chunk.UpperErrors[row]) + query.Constant;
                float bound = query.Bound(step, chunk.CodeErrors[row], product);
                float closeBound = query.Bound(step, step * layout.HalfSteps, product + RowReader.ExceptionProduct(chunk.Rests(row), codes));

                double score = Vectors.DotInDouble(values, embeddings[row].Values);
                RowReader.Read(layout, chunk, row, components);
                Assert.Equal(score, query.Score(components.AsSpan(0, dimension)));
                float floor = query.FloorOf(score);
                Assert.True(upperBound >= floor && bound >= floor && closeBound >= floor, $"{upperBound}, {bound}, {closeBound} are bounds of {floor}");
                Assert.True(closeBound <= query.FloorOf(score + (norm * 3 * ((Math.Sqrt(dimension) / 254) + (step * layout.HalfSteps)))) || norm == 0, $"{closeBound} says little of {floor}");
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_no_number_is_refused(float value) =>
        Assert.Throws<ArgumentException>(() => new CodedQuery().Encode([1, value], new sbyte[128]));
}
