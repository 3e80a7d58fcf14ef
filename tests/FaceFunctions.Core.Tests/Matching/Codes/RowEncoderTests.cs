using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Matching.Codes;

public class RowEncoderTests
{
    public static TheoryData<int> Dimensions => [1, 2, 7, 8, 31, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1023, 1024];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void A_row_gives_back_every_component(int dimension)
    {
        (RowLayout layout, RowChunk chunk, FaceEmbedding[] embeddings) = Encode(dimension);

        AssertRead(layout, chunk, embeddings);
    }

    [Fact]
    public void A_copied_row_gives_back_every_component()
    {
        (RowLayout layout, RowChunk chunk, FaceEmbedding[] embeddings) = Encode(130);
        var copy = new RowChunk(layout);
        for (int row = 0; row < embeddings.Length; row++)
        {
            copy.Copy(row, chunk, embeddings.Length - 1 - row);
        }

        AssertRead(layout, copy, [.. embeddings.Reverse()]);
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void What_codes_leave_out_is_not_more_than_the_row_says(int dimension)
    {
        (RowLayout layout, RowChunk chunk, FaceEmbedding[] embeddings) = Encode(dimension);
        for (int row = 0; row < embeddings.Length; row++)
        {
            (double upper, double all) = (0, 0);
            for (int i = 0; i < dimension; i++)
            {
                int at = (i / 128 * 64) + (i % 64);
                int shift = i % 128 < 64 ? 0 : 4;
                int high = (System.Runtime.CompilerServices.Unsafe.Add(ref chunk.Upper(row), at) >> shift) & 15;
                int low = (System.Runtime.CompilerServices.Unsafe.Add(ref chunk.Lower(row), at) >> shift) & 15;
                double value = embeddings[row].Values[i];
                upper += Math.Pow(value - (chunk.Steps[row] * ((16 * high) - 120.0)), 2);
                all += Math.Pow(value - (chunk.Steps[row] * ((16 * high) + low - 127.5)), 2);
            }

            Assert.InRange(chunk.UpperErrors[row], Math.Sqrt(upper) * (1 - 1e-12), (Math.Sqrt(upper) * (1 + 1e-6)) + 1e-30);
            Assert.InRange(chunk.CodeErrors[row], Math.Sqrt(all) * (1 - 1e-12), (Math.Sqrt(all) * (1 + 1e-6)) + 1e-30);
        }
    }

    [Fact]
    public void A_usual_row_of_512_components_takes_less_than_1400_bytes()
    {
        var layout = new RowLayout(512);
        int tables = (3 * sizeof(float)) + (2 * IntPtr.Size);

        Assert.InRange((2 * layout.PlaneBytes) + layout.RestBytes + tables, 1300, 1400);
    }

    private static (RowLayout Layout, RowChunk Chunk, FaceEmbedding[] Embeddings) Encode(int dimension)
    {
        var layout = new RowLayout(dimension);
        var chunk = new RowChunk(layout);
        var encoder = new RowEncoder(layout);
        FaceEmbedding[] embeddings = AdversarialVectors.Of(seed: dimension, dimension, ofEachKind: 10);
        for (int row = 0; row < embeddings.Length; row++)
        {
            encoder.Encode(embeddings[row], chunk, row);
        }

        return (layout, chunk, embeddings);
    }

    private static void AssertRead(RowLayout layout, RowChunk chunk, FaceEmbedding[] embeddings)
    {
        int[] components = new int[layout.PaddedDimension];
        for (int row = 0; row < embeddings.Length; row++)
        {
            RowReader.Read(layout, chunk, row, components);
            Assert.Equal(embeddings[row].Values.ToArray(), components[..layout.Dimension].Select(component => component * FaceEmbedding.Step));
        }
    }
}
