using Azure;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Hosting;

/// <summary>Loads the model and prepares storage while the app already answers: the host gives up on a worker that connects late.</summary>
internal sealed class Startup(
    PhotoAnalyzer analyzer, GalleryStorage storage, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Startup> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task<RecognitionModel?> loading = LoadModelAsync(stoppingToken);
        await UntilDoneAsync(() => storage.EnsureCreatedAsync(stoppingToken), stoppingToken);
        if (await loading is { } model)
        {
            await UntilDoneAsync(() => OpenGalleryAsync(model, stoppingToken), stoppingToken);
            readiness.StorageIsReady();
        }
    }

    private async Task<RecognitionModel?> LoadModelAsync(CancellationToken cancellationToken)
    {
        try
        {
            await analyzer.LoadAsync(cancellationToken);
            RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
            Log.ModelLoaded(logger, model.BundleId, model.Dimension);
            readiness.ModelIsReady();
            return model;
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

        return null;
    }

    private void Stop(Exception reason)
    {
        // A zero exit code would not be restarted by the host, and nobody would see why.
        Environment.ExitCode = 1;
        readiness.ModelIsRefused(reason);
        lifetime.StopApplication();
    }

    /// <summary>Only now: which table holds the gallery depends on the bundle.</summary>
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
            // It can still answer. Erasures fail from now on, rather than leave what they cannot see.
            Log.TablesNotListed(logger);
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
