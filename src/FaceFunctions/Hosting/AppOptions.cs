using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Hosting;

/// <summary>Settings of enrolment, reconciliation and snapshots, from the configuration section <c>FaceFunctions</c> (as an app setting: <c>FaceFunctions__...</c>); checked at start.</summary>
internal sealed class AppOptions
{
    /// <summary>Gets or sets the enrolment gate.</summary>
    [ValidateObjectMembers]
    public QualityOptions Quality { get; set; } = new();

    /// <summary>Gets or sets how many requests a caller may make.</summary>
    [ValidateObjectMembers]
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Gets or sets what searches the gallery. The default is <see cref="SearchEngine.Memory"/>.</summary>
    [EnumDataType(typeof(SearchEngine))]
    public SearchEngine Search { get; set; }

    /// <summary>Gets or sets how many times the area of the next larger face the largest must have to be a photo's subject. From 1; default 2.</summary>
    [Range(1.0, 1000.0)]
    public float MinSubjectAreaRatio { get; set; } = 2;

    /// <summary>Gets or sets what is done with a new photo that looks like somebody else than its person. Default <see cref="EnrollmentWarningMode.Warn"/>.</summary>
    [EnumDataType(typeof(EnrollmentWarningMode))]
    public EnrollmentWarningMode EnrollmentWarnings { get; set; } = EnrollmentWarningMode.Warn;

    /// <summary>Gets or sets the most photos that one run of the reconcile pass enrolls. From 1; default 500.</summary>
    [Range(1, 1_000_000)]
    public int ReconcileMaxEnrollments { get; set; } = 500;

    /// <summary>Gets or sets the age in seconds from which the reconcile pass no longer leaves a blob to its own trigger. From 0; default 120.</summary>
    [Range(0, 86_400)]
    public int ReconcileMinAgeSeconds { get; set; } = 120;

    /// <summary>Gets or sets the minutes that must lie between the end of a complete reconcile pass and the beginning of the next. From 0, the default, to a week.</summary>
    [Range(0, 10_080)]
    public int ReconcileIntervalMinutes { get; set; }

    /// <summary>Gets or sets whether snapshots of the gallery are kept, for new instances to start from. Default true; else those that are there are deleted.</summary>
    public bool SnapshotsEnabled { get; set; } = true;

    /// <summary>Gets or sets the faces from which a partition, one of sixteen, gets a snapshot. From 1; default 1000.</summary>
    [Range(1, 1_000_000_000)]
    public int SnapshotMinFaces { get; set; } = 1000;
}
