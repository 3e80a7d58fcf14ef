using System.Diagnostics;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Telemetry;

/// <summary>Measures every analysis of the process, whoever asked for it: enrolment, identification, verification and the reconcile pass.</summary>
internal sealed class MeasuredAnalyzer(IPhotoAnalyzer analyzer, FaceMetrics metrics) : IPhotoAnalyzer
{
    /// <inheritdoc/>
    public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => analyzer.GetModelAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
    {
        using Activity? span = InvocationSpan.Source.StartActivity(TelemetryNames.AnalyzeSpan);
        try
        {
            PhotoAnalysis analysis = await analyzer.AnalyzeAsync(photo, cancellationToken);
            metrics.Analyzed(analysis);
            span?.SetTag(TelemetryNames.Outcome, FaceMetrics.Name(analysis));
            span?.SetTag(TelemetryNames.Faces, analysis is PhotoAnalysis.FacesFound found ? found.Faces.Count : 0);
            return analysis;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The type only: a message may quote what it could not read.
            span?.SetTag(TelemetryNames.ErrorType, fault.GetType().FullName);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
