using BenchmarkDotNet.Attributes;
using FaceFunctions.Vision.Imaging;
using OpenCvSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>From a JPEG's bytes to pixels, on one thread: whole, and at a quarter of its sides, as the detector needs a photo of 12 megapixels.</summary>
public class DecodeBenchmarks
{
    private byte[] _file = [];

    [Params(BenchmarkPhotos.SmallName, BenchmarkPhotos.LargeName)]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        Cv2.SetNumThreads(1);
        _file = BenchmarkPhotos.Named(Photo);
        Check.That(OpenCvWhole() == Whole() && OpenCvQuarter() == Quarter(), "OpenCV and we decode to the same width");
    }

    /// <summary>OpenCV's <c>imdecode</c>, which uses libjpeg-turbo as Skia does.</summary>
    [Benchmark(Baseline = true)]
    public int OpenCvWhole()
    {
        using Mat image = Cv2.ImDecode(_file, ImreadModes.Color);
        return image.Width;
    }

    [Benchmark]
    public int Whole() => Decode(1);

    [Benchmark]
    public int OpenCvQuarter()
    {
        using Mat image = Cv2.ImDecode(_file, ImreadModes.ReducedColor4);
        return image.Width;
    }

    [Benchmark]
    public int Quarter() => Decode(0.25f);

    private int Decode(float scale)
    {
        using EncodedPhoto encoded = EncodedPhoto.Open(_file, OpenedPhoto.Limits, out _)!;
        using DecodedPhoto photo = encoded.Decode(scale, out _)!;
        return photo.Width;
    }
}
