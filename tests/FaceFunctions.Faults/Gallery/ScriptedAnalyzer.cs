using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Faults.Gallery;

/// <summary>Finds in a photo what its <see cref="PhotoScript"/> says. Costs nothing, so that a process can be up, working and killed in a moment.</summary>
internal sealed class ScriptedAnalyzer : IPhotoAnalyzer
{
    /// <summary>The bundle of the campaigns.</summary>
    public static readonly RecognitionModel Model = new("scripted-0123456789ab", PhotoScript.Dimension, new MatchThresholds(0.5f, 0.4f));

    /// <inheritdoc/>
    public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Model);

    /// <inheritdoc/>
    public Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
    {
        PhotoScript script = PhotoScript.Parse(photo.Span);
        return Task.FromResult<PhotoAnalysis>(script.Kind switch
        {
            PhotoKind.NoFace => new PhotoAnalysis.NoFace(640, 480),
            PhotoKind.Unreadable => new PhotoAnalysis.Unreadable("This is no picture."),
            PhotoKind.Failed => throw new InvalidOperationException("A fault of the model."),
            _ => new PhotoAnalysis.FacesFound(640, 480, [.. Enumerable.Range(0, script.FacesFound).Select(face => Face(script, face))], default),
        });
    }

    private static AnalyzedFace Face(PhotoScript script, int face)
    {
        float side = face == 0 ? 200 : script.Kind == PhotoKind.Refused ? 200 - face : 50f - (face / 4f);
        return new AnalyzedFace(
            new DetectedFace(new PixelBox(face, face, side, side), Landmarks: null, Score: 0.9f),
            new FaceQuality(0.9f, 0.9f, side, 0.9f, 0.5f, 0, 0, 0),
            FaceEmbedding.FromModelOutput(script.Direction(face)));
    }
}
