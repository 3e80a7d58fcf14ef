using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>An analyzer that finds nobody in any photo.</summary>
internal sealed class EmptyPhotos : IPhotoAnalyzer
{
    public RecognitionModel Model { get; } = new(Samples.Bundle, Dimension: 8, new MatchThresholds(0.9f, 0.5f));

    public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Model);

    public Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken) =>
        Task.FromResult<PhotoAnalysis>(new PhotoAnalysis.NoFace(640, 480));
}
