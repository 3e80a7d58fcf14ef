using System.Numerics;
using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Alignment;
using OpenCvSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>One crop of 112 pixels out of a decoded photo of 12 megapixels, turned a little, on one thread.</summary>
public class AlignBenchmarks
{
    private const int Side = 112;
    private const float Radians = 0.15f;

    private readonly FaceAligner _aligner = new(Side);
    private OpenedPhoto _photo = null!;
    private Mat _pixels = null!;
    private SimilarityTransform _photoToCrop;

    /// <summary>Pixels of the photo a pixel of the crop, in each direction.</summary>
    [Params(1, 2, 4)]
    public int Shrink { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Cv2.SetNumThreads(1);
        _photo = OpenedPhoto.Whole(BenchmarkPhotos.Large(0));
        _pixels = OpenCv.ToMat(_photo.Pixels);
        _photoToCrop = AroundMiddle(_photo, Shrink);
        using Mat theirs = Warp();
        double difference = OpenCv.Difference(_aligner.Draw(_photo.Pixels, _photoToCrop), theirs);
        Check.That(difference < 2, FormattableString.Invariant($"both draw the same crop (they differ by {difference:0.00} of 255)"));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _photo.Dispose();
        _pixels.Dispose();
    }

    /// <summary>OpenCV: what lies under the crop, shrunk by area where there is something to shrink, then <c>warpAffine</c>.</summary>
    [Benchmark(Baseline = true)]
    public int OpenCvWarp()
    {
        using Mat crop = Warp();
        return crop.Width;
    }

    [Benchmark]
    public int Draw() => _aligner.Draw(_photo.Pixels, _photoToCrop).Width;

    /// <summary>The map that puts the photo's middle, shrunk and turned, into the middle of the crop.</summary>
    internal static SimilarityTransform AroundMiddle(OpenedPhoto photo, float shrink)
    {
        (float a, float b) = (MathF.Cos(Radians) / shrink, MathF.Sin(Radians) / shrink);
        var turned = new SimilarityTransform(a, b, 0, 0);
        Vector2 move = new Vector2(Side / 2) - turned.Apply(new Vector2(photo.Width / 2, photo.Height / 2));
        return turned with { X = move.X, Y = move.Y };
    }

    private Mat Warp()
    {
        Rect under = UnderCrop();
        using Mat part = _pixels[under];
        using var shrunk = new Mat();
        if (Shrink > 1)
        {
            Cv2.Resize(part, shrunk, new Size(under.Width / Shrink, under.Height / Shrink), interpolation: InterpolationFlags.Area);
        }

        // A pixel centre s of the shrunk part is (s + 0.5) * Shrink - 0.5 of the part.
        Vector2 corner = new Vector2(under.X, under.Y) + new Vector2((0.5f * Shrink) - 0.5f);
        Vector2 move = _photoToCrop.Apply(corner);
        using Mat map = Mat.FromArray(new double[,]
        {
            { _photoToCrop.A * Shrink, -_photoToCrop.B * Shrink, move.X },
            { _photoToCrop.B * Shrink, _photoToCrop.A * Shrink, move.Y },
        });
        var crop = new Mat();
        Cv2.WarpAffine(Shrink > 1 ? shrunk : part, crop, map, new Size(Side, Side));
        return crop;
    }

    /// <summary>The part of the photo that the crop shows, with a margin, in whole multiples of the shrink.</summary>
    private Rect UnderCrop()
    {
        SimilarityTransform back = _photoToCrop.Invert();
        Vector2[] corners = [back.Apply(Vector2.Zero), back.Apply(new Vector2(Side, 0)), back.Apply(new Vector2(0, Side)), back.Apply(new Vector2(Side))];
        int x = (int)corners.Min(corner => corner.X) - (2 * Shrink);
        int y = (int)corners.Min(corner => corner.Y) - (2 * Shrink);
        int width = (int)(corners.Max(corner => corner.X) - x) + (2 * Shrink);
        int height = (int)(corners.Max(corner => corner.Y) - y) + (2 * Shrink);
        return new Rect(x, y, width / Shrink * Shrink, height / Shrink * Shrink);
    }
}
