using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Imaging;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Vision;

/// <summary>Finds, aligns and embeds the faces of photos with the models of one bundle. Bounds the CPU work of the whole process.</summary>
public sealed class PhotoAnalyzer : IPhotoAnalyzer, IDisposable
{
    private readonly Lazy<Task<LoadedModel>> _loading;
    private readonly SemaphoreSlim _slots;
    private readonly int _slotCount;
    private int _disposed;

    /// <summary>Creates the analyzer; nothing is loaded yet.</summary>
    /// <param name="options">Validated settings.</param>
    /// <param name="time">Measures the stages.</param>
    public PhotoAnalyzer(IOptions<VisionOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        VisionOptions settings = options.Value;
        _slotCount = settings.MaxConcurrentAnalyses > 0 ? settings.MaxConcurrentAnalyses : Environment.ProcessorCount;
        _slots = new SemaphoreSlim(_slotCount);
        _loading = new Lazy<Task<LoadedModel>>(() => Task.Run(() => Load(settings, _slotCount, time)));
    }

    /// <summary>Starts to load the bundle, once, and waits for it. Callers of the other methods wait for the same load.</summary>
    /// <param name="cancellationToken">Stops waiting; the load goes on.</param>
    /// <exception cref="ModelBundleException">The bundle cannot be used; every later call throws the same.</exception>
    public Task LoadAsync(CancellationToken cancellationToken) => _loading.Value.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ModelBundleException">The bundle cannot be used.</exception>
    public async ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) =>
        (await _loading.Value.WaitAsync(cancellationToken).ConfigureAwait(false)).Model;

    /// <inheritdoc/>
    /// <exception cref="ModelBundleException">The bundle cannot be used.</exception>
    public async Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
    {
        LoadedModel loaded = await _loading.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await RunAsync(() => loaded.Pipeline.Analyze(photo, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does other work that holds decoded photos or a core, under the same bound as the analyses; waits for no model.</summary>
    /// <param name="work">Runs on the thread pool, in a slot.</param>
    /// <param name="cancellationToken">Stops waiting for a slot.</param>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Waits for running analyses, and frees the models. Those that still wait for a slot never get one.</summary>
    public void Dispose()
    {
        // A container that registers this under two types disposes it twice.
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || !_loading.IsValueCreated || !_loading.Value.IsCompletedSuccessfully)
        {
            return;
        }

        // A session must not be freed under a run: that would end the process.
        for (int slot = 0; slot < _slotCount; slot++)
        {
            _slots.Wait();
        }

        _loading.Value.Result.Bundle.Dispose();
    }

    private static LoadedModel Load(VisionOptions options, int slots, TimeProvider time)
    {
        // Together, the slots use each core once; more threads would only wait for each other.
        int threads = Math.Max(1, Environment.ProcessorCount / slots);
        var bundle = ModelBundle.Load(Path.Combine(AppContext.BaseDirectory, options.BundlePath), threads);
        float match = options.MatchThreshold ?? bundle.Model.Thresholds.Match;
        float review = options.ReviewThreshold ?? Math.Min(bundle.Model.Thresholds.Review, match);
        if (review > match)
        {
            bundle.Dispose();
            throw new ModelBundleException($"{VisionOptions.Section}:{nameof(VisionOptions.ReviewThreshold)} is above the bundle's match threshold: set {nameof(VisionOptions.MatchThreshold)} too.");
        }

        var limits = new PhotoLimits(options.MaxPhotoBytes, options.MaxPhotoPixels);
        bool hasOwn = options.MatchThreshold is not null || options.ReviewThreshold is not null;
        RecognitionModel model = bundle.Model with { Thresholds = new MatchThresholds(match, review), HasThresholdsOfSettings = hasOwn };
        return new LoadedModel(bundle, model, new PhotoPipeline(bundle, limits, options.SmallestFacePixels, time));
    }

    private sealed record LoadedModel(ModelBundle Bundle, RecognitionModel Model, PhotoPipeline Pipeline);
}
