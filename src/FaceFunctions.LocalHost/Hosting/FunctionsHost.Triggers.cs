using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Invocations;
using FaceFunctions.LocalHost.Triggers;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <content>Blob and timer triggers, played and by hand.</content>
public sealed partial class FunctionsHost
{
    private static readonly TimeSpan WaitPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls a blob trigger's function once for a blob, by hand: no receipt is written and a failure is not tried again.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="container">Container of the blob.</param>
    /// <param name="name">Name of the blob.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">There is no such blob trigger, or the blob is not one that it is for.</exception>
    /// <exception cref="RequestFailedException">There is no such blob, or storage does not answer.</exception>
    /// <exception cref="LocalHostException">The app cannot be kept running.</exception>
    public async Task<InvocationOutcome> InvokeBlobAsync(string function, string container, string name, CancellationToken cancellationToken)
    {
        var definition = Find<FunctionDefinition.Blob>(function);
        BlobClient blob = _storage.GetBlobContainerClient(container).GetBlobClient(name);
        return await _invoker.InvokeAsync(await BlobInvocation.DescribeAsync(definition, blob, conditions: null, _options.TimeProvider, cancellationToken), cancellationToken);
    }

    /// <summary>Calls a timer's function once, by hand; its schedule stays as it is.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">There is no such timer.</exception>
    /// <exception cref="LocalHostException">The app cannot be kept running.</exception>
    public async Task<InvocationOutcome> InvokeTimerAsync(string function, CancellationToken cancellationToken)
    {
        var definition = Find<FunctionDefinition.Timer>(function);
        TimerStatus? status = await _schedules.ReadAsync(function, cancellationToken);
        return await _invoker.InvokeAsync(TimerInvocation.Describe(definition, status, isPastDue: false, _options.TimeProvider.GetUtcNow()), cancellationToken);
    }

    /// <summary>Waits until every blob trigger of a blob has dealt with its present version: done with it, or given it up as poison.</summary>
    /// <param name="container">Container of the blob.</param>
    /// <param name="name">Name of the blob.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RequestFailedException">There is no such blob, or storage does not answer.</exception>
    public async Task WaitForBlobAsync(string container, string name, CancellationToken cancellationToken)
    {
        BlobClient blob = _storage.GetBlobContainerClient(container).GetBlobClient(name);
        foreach (FunctionDefinition.Blob function in _functions.OfType<FunctionDefinition.Blob>().Where(f => f.Path.Container == container && f.Path.Match(name) is not null))
        {
            while (!await IsHandledAsync(function))
            {
                await Task.Delay(WaitPoll, _options.TimeProvider, cancellationToken);
            }
        }

        // The version is asked for each time: one that is replaced while we wait gets no receipt.
        async Task<bool> IsHandledAsync(FunctionDefinition.Blob function)
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return await _receipts.ExistsAsync(function.Name, container, name, properties.ETag.ToString("H"), cancellationToken);
        }
    }

    private T Find<T>(string function)
        where T : FunctionDefinition =>
        _functions.OfType<T>().FirstOrDefault(one => one.Name == function) ?? throw new ArgumentException($"The app has no such function, or it has another trigger: {function}.", nameof(function));

    private async Task PlayTriggersAsync()
    {
        ILogger logger = _options.LoggerFactory.CreateLogger(Log.Category);
        var poison = new PoisonQueue(_options.StorageConnection);
        using var slots = new SemaphoreSlim(_settings.MaxDegreeOfParallelism);
        await Task.WhenAll(_functions.Select(PlayAsync));

        async Task PlayAsync(FunctionDefinition function)
        {
            try
            {
                await (function switch
                {
                    FunctionDefinition.Blob blob =>
                        new BlobTrigger(blob, _storage, _receipts, poison, _invoker, slots, _settings.PoisonBlobThreshold, _options, logger).RunAsync(_stopping.Token),
                    FunctionDefinition.Timer timer => new TimerTrigger(timer, _schedules, _invoker, _options.TimeProvider, logger).RunAsync(_stopping.Token),
                    _ => Task.CompletedTask,
                });
            }
            catch
            {
                // What stops one stops all, so that the reason comes out through Completion.
                await _stopping.CancelAsync();
                throw;
            }
        }
    }
}
