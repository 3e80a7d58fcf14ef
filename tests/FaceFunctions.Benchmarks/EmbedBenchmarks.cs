using BenchmarkDotNet.Attributes;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Benchmarks;

/// <summary>From aligned crops to embeddings, on one thread.</summary>
public class EmbedBenchmarks
{
    private readonly RunOptions _runOptions = new();
    private ModelBundle _bundle = null!;
    private InferenceSession _session = null!;
    private OrtValue _input = null!;
    private BgrImage[] _crops = [];

    [Params(1, 8)]
    public int Faces { get; set; }

    [Params("none", "sum")]
    public string Flip { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _bundle = ModelBundle.Load(SharedBundle.Folder(Flip));
        _crops = Crops(_bundle, Faces);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _session = new InferenceSession(SharedFiles.Path("models/arcface_mobilefacenet_128.onnx"), options);
        int side = _bundle.Embedder.Settings.Side;
        int views = Faces * (Flip == "none" ? 1 : 2);
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, views * 3 * side * side).Select(_ => (float)random.Next(256))];
        _input = OrtValue.CreateTensorValueFromMemory(values, [views, 3, side, side]);
        Check.That(Embed() == Faces, "each crop becomes an embedding");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _input.Dispose();
        _session.Dispose();
        _bundle.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>The model alone, on as many crops and mirror images, prepared before: what no code of ours can undercut.</summary>
    [Benchmark(Baseline = true)]
    public int ModelAlone()
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, [_session.InputNames[0]], [_input], [_session.OutputNames[0]]);
        return outputs.Count;
    }

    [Benchmark]
    public int Embed() => _bundle.Embedder.Embed(_crops).Length;

    /// <summary>Crops of the middle of a photo, each from another distance.</summary>
    internal static BgrImage[] Crops(ModelBundle bundle, int count)
    {
        using OpenedPhoto photo = OpenedPhoto.Whole(BenchmarkPhotos.Small());
        return [.. Enumerable.Range(0, count).Select(i => bundle.Aligner.Draw(photo.Pixels, AlignBenchmarks.AroundMiddle(photo, 1 + (0.2f * i))))];
    }
}
