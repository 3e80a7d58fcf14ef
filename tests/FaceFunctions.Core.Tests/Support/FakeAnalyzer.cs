using System.Globalization;
using System.Text;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>An analyzer whose photos are short texts that say what is in them.</summary>
/// <remarks>
/// <c>none</c>, <c>large</c>, <c>fault</c>, <c>memory</c> (a fault that is not the photo's), <c>one:7</c> (one face, seed 7), <c>tiny:7</c> (too small to enroll), <c>subject:7,8</c> (the first is four times as
/// large as the second), <c>group:7,8</c> (equally large); everything else is unreadable. A face's embedding depends on its seed and on the bundle.
/// </remarks>
internal sealed class FakeAnalyzer : IPhotoAnalyzer
{
    public const int Dimension = 16;

    private int _analyses;

    public RecognitionModel Model { get; set; } = new("bundle-a", Dimension, new MatchThresholds(0.9f, 0.5f));

    public int Analyses => _analyses;

    /// <summary>Called before each analysis, after it was counted.</summary>
    public Func<Task> Gate { get; set; } = () => Task.CompletedTask;

    public static byte[] Photo(string script) => Encoding.UTF8.GetBytes(script);

    public static FaceEmbedding Embedding(int seed, string bundleId = "bundle-a") =>
        Vectors.Random(new Random((seed * 31) + bundleId.Sum(letter => letter)), Dimension);

    public static AnalyzedFace Face(int seed, float side, string bundleId = "bundle-a") => new(
        new DetectedFace(new PixelBox(seed, seed, side, side), null, 0.9f),
        new FaceQuality(Score: 0.8f, DetectionScore: 0.9f, side, Sharpness: 0.7f, Brightness: 0.5f, YawDegrees: 0, PitchDegrees: 0, RollDegrees: 0),
        Embedding(seed, bundleId));

    public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Model);

    public async Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _analyses);
        await Gate();
        cancellationToken.ThrowIfCancellationRequested();
        string[] script = Encoding.UTF8.GetString(photo.Span).Split(':', 2);
        int[] seeds = script.Length == 1 ? [] : [.. script[1].Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
        return script[0] switch
        {
            "none" => new PhotoAnalysis.NoFace(640, 480),
            "large" => new PhotoAnalysis.TooLarge("The photo has 100 megapixels; at most 60 are accepted."),
            "fault" => throw new InvalidOperationException("The model failed."),
            "memory" => throw new InsufficientMemoryException("The machine failed."),
            "one" => Found([Face(seeds[0], 100, Model.BundleId)]),
            "tiny" => Found([Face(seeds[0], 10, Model.BundleId)]),
            "subject" => Found([.. seeds.Select((seed, i) => Face(seed, i == 0 ? 200 : 100, Model.BundleId))]),
            "group" => Found([.. seeds.Select(seed => Face(seed, 100, Model.BundleId))]),
            _ => new PhotoAnalysis.Unreadable("The file is no picture."),
        };
    }

    private static PhotoAnalysis.FacesFound Found(AnalyzedFace[] faces) => new(640, 480, faces, default);
}
