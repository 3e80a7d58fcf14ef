using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Testing;
using FaceFunctions.Vision;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Benchmarks;

/// <summary>How <c>evaluate</c> and <c>find</c> embed: the crops of many photos, in batches, on all cores; decoding and detection apart.</summary>
public class EvaluateBenchmarks
{
    private const int Photos = 64;

    private readonly RunOptions _runOptions = new();
    private BatchAnalyzer _analyzer = null!;
    private PreparedPhoto[][] _batches = [];
    private InferenceSession _session = null!;
    private OrtValue[] _inputs = [];

    [Params("none", "sum")]
    public string Flip { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        string bundle = SharedBundle.Folder(Flip);
        _analyzer = BatchAnalyzer.Load(bundle, options: null, TimeProvider.System);
        PreparedPhoto photo = _analyzer.Prepare(BenchmarkPhotos.Small(), withUnaligned: false, CancellationToken.None);
        _batches = [.. Enumerable.Repeat(photo, Photos).Chunk(PhotoEmbedder.PhotosPerBatch)];
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        _session = new InferenceSession(Path.Combine(bundle, "embedder.onnx"), options);
        int views = Flip == "none" ? 1 : 2;
        int side = _analyzer.CropSide;
        var random = new Random(1);
        _inputs =
        [
            .. Enumerable.Range(0, Photos).Select(_ => OrtValue.CreateTensorValueFromMemory(
                Enumerable.Range(0, views * 3 * side * side).Select(_ => (float)random.Next(256)).ToArray(), [views, 3, side, side])),
        ];
        Check.That(photo.Faces.Count == 1, "the photo has one face, as the loop takes for granted");
        Check.That(BatchesOnAllCores() == Photos && PlainLoop() == Photos, "both sides embed every crop");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Array.ForEach(_inputs, input => input.Dispose());
        _session.Dispose();
        _analyzer.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>A crop (with its mirror image) after the other through the model, whose runs use all cores; the inputs are prepared before.</summary>
    [Benchmark(Baseline = true)]
    public int PlainLoop()
    {
        int embedded = 0;
        foreach (OrtValue input in _inputs)
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, [_session.InputNames[0]], [input], [_session.OutputNames[0]]);
            embedded += outputs.Count;
        }

        return embedded;
    }

    /// <summary>From crops to unit vectors, as <see cref="PhotoEmbedder"/> does it.</summary>
    [Benchmark]
    public int BatchesOnAllCores()
    {
        int embedded = 0;
        Parallel.For(0, _batches.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            batch => Interlocked.Add(ref embedded, _analyzer.Embed(_batches[batch]).Count(photo => photo is PhotoAnalysis.FacesFound)));
        return embedded;
    }
}
