using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Invocations;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Calls a function for each blob that appears or changes in a container: at least once a version, in any order.</summary>
/// <param name="function">The function.</param>
/// <param name="service">The storage account.</param>
/// <param name="receipts">What was dealt with.</param>
/// <param name="poison">Where blobs are reported that fail too often.</param>
/// <param name="invoker">Calls the app.</param>
/// <param name="slots">Bounds the invocations over all blob triggers.</param>
/// <param name="maxTries">Tries before a blob counts as poison.</param>
/// <param name="options">Interval and clock.</param>
/// <param name="logger">The host's log.</param>
internal sealed class BlobTrigger(
    FunctionDefinition.Blob function,
    BlobServiceClient service,
    BlobReceipts receipts,
    PoisonQueue poison,
    Invoker invoker,
    SemaphoreSlim slots,
    int maxTries,
    FunctionsHostOptions options,
    ILogger logger)
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(function.Path.Container);

    // Name to ETag of each version that is being dealt with, or was.
    private readonly ConcurrentDictionary<string, string> _seen = new(StringComparer.Ordinal);

    /// <summary>Watches until cancelled; then waits for what it began.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                try
                {
                    await PollAsync(running, cancellationToken);
                }
                catch (Exception error) when (StorageTrouble.Is(error))
                {
                    Log.StorageFailed(logger, function.Name, StorageTrouble.CodeOf(error));
                }

                await Task.WhenAll(running.Where(task => task.IsCompleted));
                running.RemoveAll(task => task.IsCompleted);
                await Task.Delay(options.PollInterval, options.TimeProvider, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    // Listings give ETags without quotes, other answers with them.
    private static string Quoted(ETag etag) => etag.ToString("H");

    private async Task PollAsync(List<Task> running, CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (BlobItem item in _container.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                listed.Add(item.Name);
                string etag = Quoted(item.Properties.ETag.GetValueOrDefault());
                if (function.Path.Match(item.Name) is null || (_seen.TryGetValue(item.Name, out string? known) && known == etag))
                {
                    continue;
                }

                await slots.WaitAsync(cancellationToken);
                _seen[item.Name] = etag;
                running.Add(HandleAsync(item.Name, etag, cancellationToken));
            }
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // Nothing to watch yet.
        }

        foreach (string name in _seen.Keys.Where(name => !listed.Contains(name)))
        {
            _seen.TryRemove(name, out _);
        }
    }

    private async Task HandleAsync(string name, string etag, CancellationToken cancellationToken)
    {
        try
        {
            if (!await receipts.ExistsAsync(function.Name, _container.Name, name, etag, cancellationToken)
                && await DeliverAsync(name, etag, cancellationToken))
            {
                await receipts.WriteAsync(function.Name, _container.Name, name, etag, cancellationToken);
            }
        }
        catch (Exception error) when (StorageTrouble.Is(error))
        {
            Log.StorageFailed(logger, function.Name, StorageTrouble.CodeOf(error));
            _seen.TryRemove(KeyValuePair.Create(name, etag));
        }
        catch (Exception error) when (error is LocalHostException || cancellationToken.IsCancellationRequested)
        {
            // The host stops. There is no receipt, so the blob comes up again after the next start.
        }
        finally
        {
            slots.Release();
        }
    }

    // True when this version is dealt with: done, or poison. False when there is no such version any more.
    private async Task<bool> DeliverAsync(string name, string etag, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < maxTries; tries++)
        {
            if (await DescribeAsync(name, etag, cancellationToken) is not { } invocation)
            {
                return false;
            }

            if ((await invoker.InvokeAsync(invocation, cancellationToken)).Succeeded)
            {
                return true;
            }
        }

        await poison.AddAsync(function.Name, _container.Name, name, etag, cancellationToken);
        Log.BlobPoisoned(logger, function.Name, maxTries, PoisonQueue.Name);
        return true;
    }

    private async Task<WorkerInvocation?> DescribeAsync(string name, string etag, CancellationToken cancellationToken)
    {
        try
        {
            var sameVersion = new BlobRequestConditions { IfMatch = new ETag(etag) };
            return await BlobInvocation.DescribeAsync(function, _container.GetBlobClient(name), sameVersion, options.TimeProvider, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 404 or 412)
        {
            // Deleted, or replaced by a version that the next listing brings.
            return null;
        }
    }
}
