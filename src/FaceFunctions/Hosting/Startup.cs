using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Hosting;

/// <summary>Loads model and gallery and prepares storage while the app already answers: the host gives up on a worker that connects late.</summary>
internal sealed class Startup(
    PhotoAnalyzer analyzer,
    GalleryStorage storage,
    GalleryMirror gallery,
    IOptions<VisionOptions> options,
    Readiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Startup> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(LoadModelAsync(stoppingToken), PrepareStorageAsync(stoppingToken), LoadGalleryAsync(stoppingToken));

    /// <summary>Loads the gallery beside the model: what the bundle says of itself is enough to know whose faces are wanted.</summary>
    private async Task LoadGalleryAsync(CancellationToken cancellationToken)
    {
        // Off the thread that starts the host.
        await Task.Yield();
        try
        {
            long start = time.GetTimestamp();
            FaceIndex index = await gallery.GetAsync(ModelBundle.ReadModel(Path.Combine(AppContext.BaseDirectory, options.Value.BundlePath)), cancellationToken);
            Log.GalleryLoaded(logger, index.FaceCount, index.PersonCount, (long)time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The first question tries again and says what is wrong; a table that is still to be created is nothing wrong.
            Log.GalleryNotLoaded(logger, fault.GetType().Name);
        }
    }

    private async Task LoadModelAsync(CancellationToken cancellationToken)
    {
        try
        {
            await analyzer.LoadAsync(cancellationToken);
            RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
            Log.ModelLoaded(logger, model.BundleId, model.Dimension);
            readiness.ModelIsReady();
        }
        catch (ModelBundleException refused)
        {
            Log.BundleRefused(logger, refused.Message);
            Stop(refused);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Not the bundle's fault: a native library that is missing, or no memory for the model.
            Log.ModelNotLoaded(logger, fault);
            Stop(fault);
        }
    }

    private void Stop(Exception reason)
    {
        // A zero exit code would not be restarted by the host, and nobody would see why.
        Environment.ExitCode = 1;
        readiness.ModelIsRefused(reason);
        lifetime.StopApplication();
    }

    private async Task PrepareStorageAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await storage.EnsureCreatedAsync(cancellationToken);
                readiness.StorageIsReady();
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Also a refusal (403): role assignments reach storage minutes after a deployment.
                Log.StorageNotReady(logger, fault);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }
}
