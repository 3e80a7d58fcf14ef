using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class CropSamplerTests
{
    private const int Side = 9;

    // A plane: bilinear sampling of it is exact.
    private static readonly float[] Picture = [.. Enumerable.Range(0, Side * Side).Select(i => (i % Side) + (10f * (i / Side)))];

    [Fact]
    public void The_whole_picture_at_its_own_size_is_the_picture()
    {
        float[] crop = new float[Side * Side];

        CropSampler.Draw(Picture, Side, new FacePlace(1, 0, 0, 0), Side, crop);

        Assert.All(crop.Zip(Picture), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void A_turned_and_moved_crop_reads_between_the_pixels()
    {
        const int CropSide = 5;
        var place = new FacePlace(0.3f, 0.2f, -0.1f, 0.15f);
        float[] crop = new float[CropSide * CropSide];

        CropSampler.Draw(Picture, Side, place, CropSide, crop);

        for (int i = 0; i < crop.Length; i++)
        {
            (double u, double v) = ((i % CropSide / 2.0) - 1, (i / CropSide / 2.0) - 1);
            double x = ((0.3 * u) - (0.2 * v) - 0.1 + 1) / 2 * (Side - 1);
            double y = ((0.2 * u) + (0.3 * v) + 0.15 + 1) / 2 * (Side - 1);
            Assert.Equal(x + (10 * y), crop[i], 1e-4);
        }
    }

    [Fact]
    public void Outside_the_picture_its_edge_goes_on()
    {
        float[] crop = new float[9];

        CropSampler.Draw(Picture, Side, new FacePlace(1, 0, 3, 0), 3, crop);

        Assert.Equal([8, 8, 8, 48, 48, 48, 88, 88, 88], crop);
    }
}
