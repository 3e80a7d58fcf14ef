using System.Numerics;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Starter;

/// <summary>The network of the starter bundle: gray pictures of 128 x 128 to 512 values.</summary>
internal static class StarterNetwork
{
    /// <summary>Side of a picture in pixels.</summary>
    public const int PictureSide = 128;

    /// <summary>Length of the network's output; an embedding joins those of the picture and its mirror image.</summary>
    public const int OutputLength = 512;

    // About as many pixels between the eyes as in a picture.
    private const int CropSide = 80;

    // Parts of a crop's side. The whole head is in it, with its hair.
    private const float EyeDistance = 0.3f;
    private const float EyesTop = 0.46f;

    /// <summary>Creates it with random weights.</summary>
    public static FaceNetwork Create(int seed)
    {
        Sequence locator = new NetworkBuilder(new MapShape(PictureSide, PictureSide, 1), seed)
            .Block("locator.1", 8, stride: 2)
            .Block("locator.2", 16, stride: 2)
            .Block("locator.3", 32, stride: 2)
            .Residual("locator.4")
            .Residual("locator.5")
            .Points("locator.points", FacePoints.Count)
            .Build();
        Sequence embedder = new NetworkBuilder(new MapShape(CropSide, CropSide, 1), seed + 1)
            .Block("embedder.1", 24, stride: 2)
            .Block("embedder.2", 48, stride: 2)
            .Block("embedder.3", 96, stride: 2)
            .Residual("embedder.4")
            .Block("embedder.5", 48, stride: 2)
            .Embedding("embedder.output", OutputLength)
            .Build();
        return new FaceNetwork(locator, embedder, PictureSide, TemplateOf(CropSide));
    }

    /// <summary>ArcFace's five points, made smaller so that the whole head is in the crop.</summary>
    /// <param name="cropSide">Side of the crop in pixels.</param>
    public static CropTemplate TemplateOf(int cropSide)
    {
        Vector2[] points = ArcFaceTemplate.For(112);
        Vector2 eyes = (points[0] + points[1]) / 2;
        float scale = EyeDistance * cropSide / (points[1].X - points[0].X);
        var target = new Vector2((cropSide - 1) / 2f, (cropSide - 1) * EyesTop);
        return new CropTemplate([.. points.Select(point => ((point - eyes) * scale) + target)], cropSide);
    }
}
