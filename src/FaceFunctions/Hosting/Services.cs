using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Identify;
using FaceFunctions.People;
using FaceFunctions.Photos;
using FaceFunctions.Picture;
using FaceFunctions.Requests;
using FaceFunctions.Status;
using FaceFunctions.Storage;
using FaceFunctions.Telemetry;
using FaceFunctions.Triggers;
using FaceFunctions.Vision;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Hosting;

/// <summary>Puts the workflows together. Everything is a singleton: one model session, one copy of the gallery a process.</summary>
internal static class Services
{
    public static IServiceCollection AddFaceFunctions(this IServiceCollection services)
    {
        services.AddOptions<AppOptions>().BindConfiguration("FaceFunctions").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppOptions>, AppOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Rules);
        services.AddSingleton(Limits);
        services.AddSingleton(provider => new PhotoReader(
            provider.GetRequiredService<IPhotoBlobs>(), provider.GetRequiredService<IOptions<VisionOptions>>().Value.MaxPhotoBytes));
        services.AddSingleton(provider => new GalleryMirror(
            provider.GetRequiredService<IGalleryStore>(),
            provider.GetRequiredService<TimeProvider>(),
            misfits => Log.Misfits(provider.GetRequiredService<ILogger<GalleryMirror>>(), misfits),
            provider.GetRequiredService<IOptions<AppOptions>>().Value.SnapshotsEnabled ? provider.GetRequiredService<IGallerySnapshots>() : null,
            fault => Log.SnapshotNotUsed(provider.GetRequiredService<ILogger<GalleryMirror>>(), fault)));
        services.AddSingleton(SnapshotRules);
        services.AddSingleton<SnapshotKeeper>();
        services.AddSingleton<IPhotoAnalyzer>(provider => new MeasuredAnalyzer(provider.GetRequiredService<PhotoAnalyzer>(), provider.GetRequiredService<FaceMetrics>()));
        services.AddSingleton(provider => new Enroller(
            provider.GetRequiredService<IPhotoBlobs>(),
            provider.GetRequiredService<IGalleryStore>(),
            provider.GetRequiredService<IPhotoAnalyzer>(),
            provider.GetRequiredService<EnrollmentRules>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<FaceMetrics>().Enrolled,
            Check(provider)));
        services.AddSingleton(provider => new CalibrationKeeper(
            provider.GetRequiredService<ICalibrationStore>(),
            provider.GetRequiredService<TimeProvider>(),
            reason => Log.CalibrationUnusable(provider.GetRequiredService<ILogger<CalibrationKeeper>>(), reason)));
        services.AddSingleton(new HealthLimits());
        services.AddSingleton<HealthExaminer>();
        services.AddSingleton(provider => new GalleryHealth(
            provider.GetRequiredService<GalleryMirror>(), provider.GetRequiredService<HealthExaminer>(), provider.GetRequiredService<CalibrationKeeper>()));
        services.AddSingleton<Identifier>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<Renamer>();
        services.AddSingleton<PersonRenaming>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<PhotoIdentification>();
        services.AddSingleton<BlobTriggers>();
        services.AddSingleton<PhotoFaces>();
        services.AddSingleton<PhotoWriter>();
        services.AddSingleton<PhotoPictures>();
        services.AddSingleton(provider => new StatusDetails(
            provider.GetRequiredService<GalleryStorage>(),
            provider.GetRequiredService<IOptions<VisionOptions>>().Value,
            provider.GetRequiredService<IOptions<AppOptions>>().Value,
            provider.GetRequiredService<EnrollmentRules>()));
        services.AddSingleton<Readiness>();
        services.AddSingleton(provider => new CallerLimits(provider.GetRequiredService<IOptions<AppOptions>>().Value.RateLimit));

        // First of all hosted services: the model is loaded while the worker connects to its host and Kestrel starts.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, Startup>());
        return services;
    }

    private static EnrollmentRules Rules(IServiceProvider provider)
    {
        AppOptions options = provider.GetRequiredService<IOptions<AppOptions>>().Value;
        return new EnrollmentRules
        {
            Gate = options.Quality.ToGate(),
            MinSubjectAreaRatio = options.MinSubjectAreaRatio,
            MaxPhotoBytes = provider.GetRequiredService<IOptions<VisionOptions>>().Value.MaxPhotoBytes,
        };
    }

    private static SnapshotRules SnapshotRules(IServiceProvider provider)
    {
        AppOptions options = provider.GetRequiredService<IOptions<AppOptions>>().Value;
        return new SnapshotRules
        {
            Enabled = options.SnapshotsEnabled && options.Search == SearchEngine.Memory,
            KeepUnwanted = options.SnapshotsEnabled ? TimeSpan.FromDays(1) : TimeSpan.Zero,
            MinFaces = options.SnapshotMinFaces,
        };
    }

    private static EnrollmentCheck? Check(IServiceProvider provider)
    {
        EnrollmentWarningMode mode = provider.GetRequiredService<IOptions<AppOptions>>().Value.EnrollmentWarnings;
        return mode == EnrollmentWarningMode.Off
            ? null
            : new EnrollmentCheck(provider.GetRequiredService<IGallerySearch>(), mode == EnrollmentWarningMode.Refuse, provider.GetRequiredService<CalibrationKeeper>(), provider.GetRequiredService<TimeProvider>());
    }

    private static ReconcileLimits Limits(IServiceProvider provider)
    {
        AppOptions options = provider.GetRequiredService<IOptions<AppOptions>>().Value;
        return new ReconcileLimits
        {
            MaxEnrollments = options.ReconcileMaxEnrollments,
            MinAge = TimeSpan.FromSeconds(options.ReconcileMinAgeSeconds),
            MinInterval = TimeSpan.FromMinutes(options.ReconcileIntervalMinutes),
        };
    }
}
