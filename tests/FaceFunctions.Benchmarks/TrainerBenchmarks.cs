using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Training;
using FaceFunctions.Training.Data;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Onnx;
using FaceFunctions.Training.Optimization;
using FaceFunctions.Training.Starter;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Benchmarks;

/// <summary>The starter's network on a batch of 128 pictures, on all cores: the trainer's forward pass beside ONNX Runtime's, and a whole step of training.</summary>
[MemoryDiagnoser]
public class TrainerBenchmarks
{
    private const int Batch = 128;
    private const int People = 64;

    private readonly RunOptions _runOptions = new();
    private FaceNetwork _network = null!;
    private FeatureMaps _pictures = null!;
    private Trainer _trainer = null!;
    private InferenceSession _session = null!;
    private OrtValue _input = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _network = StarterNetwork.Create(seed: 1);
        int side = _network.PictureSide;
        LocatedPicture[] located = [.. Enumerable.Range(0, Batch).Select(_ => Noise(random, side))];
        _pictures = new FeatureMaps(new MapShape(side, side, 1)).Resize(Batch);
        for (int i = 0; i < Batch; i++)
        {
            Augmentation.None.Apply(located[i].Luma, side, _pictures.Samples(i, i + 1));
        }

        var set = new PictureSet(side, Batch / People, located);
        FacePlace[] places = [.. Enumerable.Repeat(new FacePlace(0.7f, 0, 0, 0), Batch)];
        var task = new RecognitionTask(set, places, places, _network.Template.CropSide, StarterNetwork.OutputLength, _ => new MarginSoftmax(MarginRule.ArcFace(0.3), 32), Batch, seed: 1);
        _trainer = new Trainer(_network.Embedder, task, new TrainingOptions { Epochs = int.MaxValue / 4, Schedule = new LearningSchedule(1e-6) });
        _session = new InferenceSession(NetworkExport.ToOnnx(_network, new OnnxModelInfo { GraphName = "starter" }));
        _input = OrtValue.CreateTensorValueFromMemory(_pictures.Values.ToArray(), [Batch, 1, side, side]);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _input.Dispose();
        _session.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>Locator, crop and embedder in the runtime.</summary>
    [Benchmark(Baseline = true)]
    public float Runtime()
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, [NetworkExport.InputName], [_input], [NetworkExport.OutputName]);
        return outputs[0].GetTensorDataAsSpan<float>()[0];
    }

    /// <summary>The same in the trainer.</summary>
    [Benchmark]
    public float Forward() => _network.Forward(_pictures).Values[0];

    /// <summary>Forward, loss, backward and descent of the embedder, with the pictures' changes and crops.</summary>
    [Benchmark]
    public void TrainingStep() => _trainer.RunEpoch(progress: null, CancellationToken.None);

    private static LocatedPicture Noise(Random random, int side)
    {
        byte[] luma = new byte[side * side];
        random.NextBytes(luma);
        return new LocatedPicture(luma, new float[FacePoints.Length]);
    }
}
