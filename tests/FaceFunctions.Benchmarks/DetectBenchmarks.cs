using BenchmarkDotNet.Attributes;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;
using OpenCvSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>From decoded pixels to faces with YuNet, longest side 640, on one thread: resizing, the model, decoding its outputs, suppression.</summary>
public class DetectBenchmarks
{
    private const int Side = 640;

    private ModelBundle _fixed = null!;
    private ModelBundle _dynamic = null!;
    private FaceDetectorYN _openCv = null!;
    private OpenedPhoto _photo = null!;
    private Mat _pixels = null!;

    [Params(BenchmarkPhotos.SmallName, BenchmarkPhotos.LargeName)]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        Cv2.SetNumThreads(1);
        _fixed = ModelBundle.Load(SharedBundle.Folder());
        _dynamic = ModelBundle.Load(SharedBundle.Folder(detector: "dynamic"));
        _photo = OpenedPhoto.ForDetector(BenchmarkPhotos.Named(Photo), Side);
        _pixels = OpenCv.ToMat(_photo.Pixels);
        _openCv = FaceDetectorYN.Create(
            SharedFiles.Path("models/face_detection_yunet_2023mar.onnx"), "", new Size(Side, Side), scoreThreshold: 0.6f, nmsThreshold: 0.3f, topK: 5000);
        Check.That(OpenCvFixed() == 1 && YuNetFixed() == 1 && YuNetDynamic() == 1, "every detector finds the one face");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _fixed.Dispose();
        _dynamic.Dispose();
        _openCv.Dispose();
        _photo.Dispose();
        _pixels.Dispose();
    }

    /// <summary>OpenCV's FaceDetectorYN with the same model and the same input of 640 x 640: area resize, black to the right and below.</summary>
    [Benchmark(Baseline = true)]
    public int OpenCvFixed()
    {
        double scale = Math.Min(1, (double)Side / Math.Max(_photo.Width, _photo.Height));
        var size = new Size(Math.Round(_photo.Width * scale), Math.Round(_photo.Height * scale));
        using var resized = new Mat();
        Cv2.Resize(_pixels, resized, size, interpolation: InterpolationFlags.Area);
        using var input = new Mat();
        Cv2.CopyMakeBorder(resized, input, 0, Side - size.Height, 0, Side - size.Width, BorderTypes.Constant, Scalar.Black);
        using var faces = new Mat();
        _openCv.Detect(input, faces);
        return faces.Rows;
    }

    /// <summary>Ours with the same model, whose input is always 640 x 640.</summary>
    [Benchmark]
    public int YuNetFixed() => _fixed.Detector!.Detect(_photo.Pixels, _photo.Width, _photo.Height).Count;

    /// <summary>Ours with the model of any input size, which need not look at the black.</summary>
    [Benchmark]
    public int YuNetDynamic() => _dynamic.Detector!.Detect(_photo.Pixels, _photo.Width, _photo.Height).Count;
}
