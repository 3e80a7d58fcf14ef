using System.Diagnostics.Metrics;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Http;

namespace FaceFunctions.Telemetry;

/// <summary>The app's own instruments. They cost next to nothing while nobody listens, and never see a name: all their tags are words of this code.</summary>
public sealed class FaceMetrics
{
    /// <summary>From a small photo on a fast core to a large group photo on a slow one.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _enrollments;
    private readonly Histogram<double> _identifyDuration;
    private readonly Counter<long> _identifiedFaces;
    private readonly Histogram<double> _stageDuration;
    private readonly Gauge<long> _galleryFaces;
    private readonly Gauge<long> _galleryPeople;
    private readonly Gauge<long> _poisonMessages;
    private readonly Counter<long> _reconcileRuns;
    private readonly Counter<long> _reconcileFailures;

    /// <summary>Creates the instruments.</summary>
    public FaceMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(TelemetryNames.Meter);
        _enrollments = meter.CreateCounter<long>(TelemetryNames.Enrollments, "{photo}", "Enrolments that came to an end.");
        _identifyDuration = meter.CreateHistogram(TelemetryNames.IdentifyDuration, "s", "Time of identifying one photo.", tags: null, Seconds);
        _identifiedFaces = meter.CreateCounter<long>(TelemetryNames.IdentifiedFaces, "{face}", "Faces that were decided about.");
        _stageDuration = meter.CreateHistogram(TelemetryNames.StageDuration, "s", "Time of one stage of one photo.", tags: null, Seconds);
        _galleryFaces = meter.CreateGauge<long>(TelemetryNames.GalleryFaces, "{face}", "Named faces that are searched.");
        _galleryPeople = meter.CreateGauge<long>(TelemetryNames.GalleryPeople, "{person}", "People who are searched.");
        _poisonMessages = meter.CreateGauge<long>(TelemetryNames.PoisonMessages, "{message}", "Blobs that the Functions host gave up on.");
        _reconcileRuns = meter.CreateCounter<long>(TelemetryNames.ReconcileRuns, "{run}", "Runs of the reconcile pass.");
        _reconcileFailures = meter.CreateCounter<long>(TelemetryNames.ReconcileFailures, "{photo}", "Photos that the reconcile pass could not work on.");
    }

    /// <summary>One photo was enrolled, or not.</summary>
    public void Enrolled(EnrollmentOutcome outcome) => _enrollments.Add(1, Tag(TelemetryNames.Outcome, outcome switch
    {
        EnrollmentOutcome.Recorded recorded => Wire.Name(recorded.Photo.Status),
        EnrollmentOutcome.AlreadyRecorded => "already-recorded",
        _ => "gone",
    }));

    /// <summary>One photo was analysed; only one with faces went through every stage.</summary>
    public void Analyzed(PhotoAnalysis analysis)
    {
        if (analysis is PhotoAnalysis.FacesFound { Times: var times })
        {
            RecordStage("decode", times.Decode);
            RecordStage("detect", times.Detect);
            RecordStage("embed", times.Embed);
        }
    }

    /// <summary>One photo was identified, or not.</summary>
    public void Identified(IdentifyOutcome outcome, TimeSpan elapsed)
    {
        _identifyDuration.Record(elapsed.TotalSeconds, Tag(TelemetryNames.Outcome, outcome is IdentifyOutcome.Unusable unusable ? Name(unusable.Analysis) : "identified"));
        if (outcome is not IdentifyOutcome.Identified found)
        {
            return;
        }

        RecordStage("search", found.SearchTime);
        GallerySize(found.Gallery);
        foreach (IdentifiedFace face in found.Faces)
        {
            _identifiedFaces.Add(1, Tag(TelemetryNames.Decision, Wire.Name(face.Decision)));
        }
    }

    /// <summary>The gallery was looked at.</summary>
    public void GallerySize(GalleryCounts counts)
    {
        _galleryFaces.Record(counts.Faces);
        if (counts.People is { } people)
        {
            _galleryPeople.Record(people);
        }
    }

    /// <summary>A run of the reconcile pass came to an end.</summary>
    public void Reconciled(ReconcileReport report)
    {
        _reconcileRuns.Add(1);
        _reconcileFailures.Add(report.Failed);
    }

    /// <summary>The poison queue was looked at.</summary>
    public void PoisonMessages(long count) => _poisonMessages.Record(count);

    /// <summary>An analysis in one word.</summary>
    public static string Name(PhotoAnalysis analysis) => analysis switch
    {
        PhotoAnalysis.FacesFound => "faces-found",
        PhotoAnalysis.NoFace => "no-face",
        PhotoAnalysis.Unreadable => "unreadable",
        _ => "too-large",
    };

    private void RecordStage(string stage, TimeSpan elapsed) => _stageDuration.Record(elapsed.TotalSeconds, Tag(TelemetryNames.Stage, stage));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
