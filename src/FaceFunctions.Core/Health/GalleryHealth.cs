using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Health;

/// <summary>Looks this process's copy of the gallery over: one run at a time, and none again while gallery and thresholds are the same. Safe for any number of threads.</summary>
/// <remarks>Who comes while somebody else's run goes on waits for it and takes its report, if it is still true. A run ends with the call that began it.</remarks>
/// <param name="gallery">The copy.</param>
/// <param name="examiner">Looks it over.</param>
/// <param name="calibrations">Knows the calibration in force; null: there is none.</param>
/// <param name="maxFaces">A larger gallery is not looked over.</param>
public sealed class GalleryHealth(GalleryMirror gallery, HealthExaminer examiner, CalibrationKeeper? calibrations = null, int maxFaces = GalleryHealth.UsualMaxFaces) : IDisposable
{
    /// <summary>The default limit: some 1.25 billion comparisons, half a minute on one core, of the 230 seconds that Azure gives an answer.</summary>
    public const int UsualMaxFaces = 50_000;

    private readonly SemaphoreSlim _running = new(1, 1);
    private volatile Known? _known;

    /// <summary>Looks the gallery over, as it is now.</summary>
    /// <param name="model">The bundle.</param>
    /// <param name="top">Findings a kind, from 1 to <see cref="HealthExaminer.MaxTop"/>.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="StorageUnavailableException">The gallery could not be read.</exception>
    public async Task<HealthOutcome> GetAsync(RecognitionModel model, int top, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        await _running.WaitAsync(cancellationToken);
        try
        {
            FaceIndex index = await gallery.GetAsync(model, cancellationToken);
            if (index.FaceCount > maxFaces)
            {
                _known = null;
                return new HealthOutcome.TooLarge(index.FaceCount, maxFaces);
            }

            ThresholdCalibration? calibration = calibrations is null ? null : await calibrations.GetAsync(model, cancellationToken);
            MatchThresholds thresholds = DecisionBasis.OfSearch(null, model, calibration, new GalleryCounts(index.FaceCount, index.PersonCount)).Thresholds;
            if (_known is not { } known || !known.IsOf(index, thresholds, top))
            {
                _known = null; // what was true of the gallery before is not kept while a run goes on, or fails
                _known = known = new Known(new WeakReference<FaceIndex>(index), await examiner.ExamineAsync(model.BundleId, index, thresholds, top, cancellationToken), top);
            }

            return new HealthOutcome.Examined(known.Report);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    /// <summary>A report, and the state of the gallery that it is of; which it does not keep in memory.</summary>
    private sealed record Known(WeakReference<FaceIndex> Index, HealthReport Report, int Top)
    {
        public bool IsOf(FaceIndex index, MatchThresholds thresholds, int top) =>
            Top == top && Report.Thresholds == thresholds && Index.TryGetTarget(out FaceIndex? examined) && ReferenceEquals(examined, index);
    }
}

/// <summary>What asking for the gallery's health came to. The hierarchy is closed.</summary>
public abstract record HealthOutcome
{
    private HealthOutcome()
    {
    }

    /// <summary>The gallery was looked over.</summary>
    /// <param name="Report">What is worth a look.</param>
    public sealed record Examined(HealthReport Report) : HealthOutcome;

    /// <summary>It has too many faces for one answer.</summary>
    /// <param name="Faces">So many.</param>
    /// <param name="MaxFaces">At most so many are looked over.</param>
    public sealed record TooLarge(int Faces, int MaxFaces) : HealthOutcome;
}
