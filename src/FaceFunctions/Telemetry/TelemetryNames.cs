namespace FaceFunctions.Telemetry;

/// <summary>Every name under which the app says something to a monitoring system. Alerts and workbook query these: tests hold both sides to this list.</summary>
internal static class TelemetryNames
{
    /// <summary>The service in every record (<c>service.name</c>; <c>AppRoleName</c> in Azure Monitor), which tells the app's records from those of the Functions host.</summary>
    public const string Service = "facefunctions";

    /// <summary>The meter of the app's own instruments.</summary>
    public const string Meter = "FaceFunctions";

    /// <summary>The source of the app's spans.</summary>
    public const string Source = "FaceFunctions";

    /// <summary>Counter of enrolments that came to an end, by <see cref="Outcome"/>, whichever way the photo came.</summary>
    public const string Enrollments = "facefunctions.enrollments";

    /// <summary>Histogram of the seconds that identifying one photo took, by <see cref="Outcome"/>.</summary>
    public const string IdentifyDuration = "facefunctions.identify.duration";

    /// <summary>Counter of identified faces, by <see cref="Decision"/>.</summary>
    public const string IdentifiedFaces = "facefunctions.identify.faces";

    /// <summary>Histogram of the seconds that one stage of one photo took, by <see cref="Stage"/>; waiting for a CPU is not counted.</summary>
    public const string StageDuration = "facefunctions.stage.duration";

    /// <summary>Gauge: named faces that a search searches.</summary>
    public const string GalleryFaces = "facefunctions.gallery.faces";

    /// <summary>Gauge: people that a search searches.</summary>
    public const string GalleryPeople = "facefunctions.gallery.people";

    /// <summary>Gauge: blobs that the Functions host gave up on; looked at by every run of the reconcile pass.</summary>
    public const string PoisonMessages = "facefunctions.poison.messages";

    /// <summary>Counter of runs of the reconcile pass, which also shows that the app is alive.</summary>
    public const string ReconcileRuns = "facefunctions.reconcile.runs";

    /// <summary>Counter of photos that the reconcile pass could not work on.</summary>
    public const string ReconcileFailures = "facefunctions.reconcile.failures";

    /// <summary>Span of one invocation, until it is known which.</summary>
    public const string InvocationSpan = "invocation";

    /// <summary>Span of one photo's analysis, waiting for a CPU included.</summary>
    public const string AnalyzeSpan = "analyze photo";

    /// <summary>Tag: what a photo came to.</summary>
    public const string Outcome = "outcome";

    /// <summary>Tag: what was decided about a face.</summary>
    public const string Decision = "decision";

    /// <summary>Tag: decode, detect, embed or search.</summary>
    public const string Stage = "stage";

    /// <summary>Tag: number of faces of a photo.</summary>
    public const string Faces = "faces";

    /// <summary>Tag of a request's span and of its log records: the answer's <c>X-Request-Id</c>.</summary>
    public const string RequestId = "facefunctions.request.id";

    /// <summary>Tag of a trigger's span: datasource (blobs) or timer.</summary>
    public const string Trigger = "faas.trigger";

    /// <summary>Tag: full name of an exception's type.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Every instrument of the app.</summary>
    public static IReadOnlyList<string> Instruments { get; } =
        [Enrollments, IdentifyDuration, IdentifiedFaces, StageDuration, GalleryFaces, GalleryPeople, PoisonMessages, ReconcileRuns, ReconcileFailures];
}
