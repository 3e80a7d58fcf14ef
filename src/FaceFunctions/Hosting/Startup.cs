using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
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
    IOptions<AppOptions> app,
    Readiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Startup> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the host.
        await Task.Yield();
        if (ReadModel() is { } model)
        {
            await Task.WhenAll(LoadModelAsync(stoppingToken), PrepareStorageAsync(model, stoppingToken));
        }
    }

    /// <summary>What the bundle says of itself, before its models are loaded: enough to know which table its gallery is in, and whose faces are wanted.</summary>
    private RecognitionModel? ReadModel()
    {
        try
        {
            return ModelBundle.ReadModel(Path.Combine(AppContext.BaseDirectory, options.Value.BundlePath));
        }
        catch (ModelBundleException refused)
        {
            Log.BundleRefused(logger, refused.Message);
            Stop(refused);
            return null;
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

    private async Task PrepareStorageAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        Task creating = UntilDoneAsync(() => storage.EnsureCreatedAsync(cancellationToken), cancellationToken);
        await UntilDoneAsync(() => OpenGalleryAsync(model, cancellationToken), cancellationToken);
        Task loading = app.Value.Search == SearchEngine.Memory ? LoadGalleryAsync(model, cancellationToken) : Task.CompletedTask;
        await creating;
        readiness.StorageIsReady();
        await Task.WhenAll(ListTablesAsync(cancellationToken), loading);
    }

    private async Task OpenGalleryAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        try
        {
            GalleryTable table = await storage.OpenAsync(model.BundleId, cancellationToken);
            Log.GalleryOpened(logger, table.Name);
        }
        catch (RequestFailedException refused) when (refused.Status == 403)
        {
            Log.TableRefused(logger, model.BundleId);
            throw;
        }
    }

    /// <summary>Loads the gallery beside the model.</summary>
    private async Task LoadGalleryAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        try
        {
            long start = time.GetTimestamp();
            FaceIndex index = await gallery.GetAsync(model, cancellationToken);
            Log.GalleryLoaded(logger, index.FaceCount, (long)time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The first question tries again and says what is wrong.
            Log.GalleryNotLoaded(logger, fault.GetType().Name);
        }
    }

    /// <summary>Says what the app sees of other bundles. It can answer without; only erasures fail then, rather than leave what they cannot see.</summary>
    private async Task ListTablesAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<GalleryTable> tables = await storage.ListTablesAsync(cancellationToken);
            if (tables.Count > 1)
            {
                Log.OtherTables(logger, tables.Count - 1);
            }
        }
        catch (RequestFailedException refused) when (refused.Status == 403)
        {
            Log.TablesNotListed(logger);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A table that is just being deleted, for instance. Nothing depends on this list.
            Log.StorageNotReady(logger, fault);
        }
    }

    private async Task UntilDoneAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work();
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
