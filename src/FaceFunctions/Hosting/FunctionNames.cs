using System.Collections.Frozen;
using FaceFunctions.Picture;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Hosting;

/// <summary>The functions' names, as the Functions host, Event Grid's subscriptions and telemetry know them.</summary>
internal static class FunctionNames
{
    public const string App = "App";

    public const string EnrollPhoto = "EnrollPhoto";

    public const string Faces = "Faces";

    public const string GalleryHealth = "GalleryHealth";

    public const string HealthLive = "HealthLive";

    public const string HealthReady = "HealthReady";

    public const string Identify = "Identify";

    public const string IdentifyPhoto = "IdentifyPhoto";

    public const string People = "People";

    public const string Person = "Person";

    public const string PersonRename = "PersonRename";

    public const string Photo = "Photo";

    public const string Photos = "Photos";

    public const string Picture = "Picture";

    public const string Reconcile = "Reconcile";

    public const string SearchFeed = "SearchFeed";

    public const string Snapshot = "Snapshot";

    public const string Status = "Status";

    public const string Verify = "Verify";

    private static readonly FrozenSet<string> HoldingPhotos = FrozenSet.Create(EnrollPhoto, Faces, IdentifyPhoto, Identify, Picture, Verify);

    /// <summary>Those that answer at once, also while model and storage are not there.</summary>
    private static readonly FrozenSet<string> NeedingNothing = FrozenSet.Create(App, HealthLive, HealthReady, Status);

    /// <summary>Whether an invocation cannot do without model and storage.</summary>
    public static bool NeedsReadiness(FunctionContext context) => !NeedingNothing.Contains(context.FunctionDefinition.Name);

    /// <summary>Whether an invocation counts towards its caller's limit: every request but those about health, which no crowd of other requests shall silence.</summary>
    public static bool CountsRequests(FunctionContext context) => context.FunctionDefinition.Name is not (HealthLive or HealthReady) && context.GetHttpContext() is not null;

    /// <summary>Whether an invocation holds photos in memory.</summary>
    public static bool HoldsPhotos(FunctionContext context) => HoldingPhotos.Contains(context.FunctionDefinition.Name) || PictureRoute.IsIn(context) || IsUpload(context);

    private static bool IsUpload(FunctionContext context) =>
        context.FunctionDefinition.Name is Photo or Photos && context.GetHttpContext() is { } http && HttpMethods.IsPut(http.Request.Method);
}
