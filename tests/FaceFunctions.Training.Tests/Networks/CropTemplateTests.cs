using System.Numerics;
using CsCheck;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Tests.Networks;

public class CropTemplateTests
{
    private const int PictureSide = 128;
    private const int CropSide = 40;

    private static readonly Vector2[] Template = [new(12, 15), new(27, 14), new(20, 22), new(14, 30), new(26, 31)];

    private static readonly Gen<Vector2[]> Faces = Gen.Select(Gen.Float[-4, 4].Array[10], Gen.Float[0.7f, 2], Gen.Float[-1, 1], Gen.Float[20, 60])
        .Select((noise, scale, turn, move) => Template
            .Select((point, i) => (Vector2.Transform(point, Matrix3x2.CreateRotation(turn)) * scale) + new Vector2(move) + new Vector2(noise[2 * i], noise[(2 * i) + 1]))
            .ToArray());

    [Fact]
    public void PlaceOf_is_the_least_squares_similarity() => Faces.Sample(points =>
    {
        FacePlace place = new CropTemplate(Template, CropSide).PlaceOf(FacePoints.From(points, PictureSide));

        // Core's estimate works on pixels and shares no code with the template's matrix.
        SimilarityTransform expected = SimilarityTransform.Estimate(Template, points)!.Value;
        foreach (Vector2 corner in (Vector2[])[new(0, 0), new(CropSide - 1, 0), new(11, CropSide - 1)])
        {
            Vector2 inPicture = expected.Apply(corner);
            (float u, float v) = (Number(corner.X, CropSide), Number(corner.Y, CropSide));
            Assert.Equal(Number(inPicture.X, PictureSide), (place.A * u) - (place.B * v) + place.X, 1e-3f);
            Assert.Equal(Number(inPicture.Y, PictureSide), (place.B * u) + (place.A * v) + place.Y, 1e-3f);
        }
    });

    [Fact]
    public void Changed_turns_grows_and_moves_the_crop()
    {
        var place = new FacePlace(0.5f, 0, 0.1f, -0.2f);

        Assert.Equal(place, place.Changed(0, 1, 0, 0));
        Assert.Equal(new FacePlace(1, 0, 0.1f, -0.2f), place.Changed(0, 2, 0, 0));
        Assert.Equal(new FacePlace(0.5f, 0, 0.35f, -0.2f), place.Changed(0, 1, 0.5f, 0));
        FacePlace turned = place.Changed(MathF.PI / 2, 1, 0, 0);
        Assert.Equal(0, turned.A, 1e-6f);
        Assert.Equal(0.5f, turned.B, 1e-6f);
    }

    [Fact]
    public void Mirror_exchanges_left_and_right()
    {
        float[] points = [.. Enumerable.Range(1, FacePoints.Length).Select(i => i / 10f)];
        float[] mirrored = new float[FacePoints.Length];

        FacePoints.Mirror(points, mirrored);

        Assert.Equal([-0.3f, 0.4f, -0.1f, 0.2f, -0.5f, 0.6f, -0.9f, 1.0f, -0.7f, 0.8f], mirrored);
    }

    private static float Number(float pixel, int side) => (2 * pixel / (side - 1)) - 1;
}
