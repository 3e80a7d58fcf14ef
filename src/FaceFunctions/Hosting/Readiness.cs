using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Hosting;

/// <summary>Whether model and storage are ready. The app listens at once; requests that need them wait here.</summary>
public sealed class Readiness(TimeProvider time)
{
    /// <summary>How long a request waits for storage before it is answered 503: well under the front end's 230 seconds.</summary>
    public static readonly TimeSpan MaxStorageWait = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _model = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _storage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nothing is being waited for.</summary>
    public bool IsReady => IsModelReady && _storage.Task.IsCompletedSuccessfully;

    /// <summary>Whether the model is loaded.</summary>
    public bool IsModelReady => _model.Task.IsCompletedSuccessfully;

    /// <summary>What is being waited for, <c>model</c> or <c>storage</c>; null when ready.</summary>
    public string? WaitingFor => !IsModelReady ? "model" : !IsReady ? "storage" : null;

    /// <summary>The model is loaded.</summary>
    public void ModelIsReady() => _model.TrySetResult();

    /// <summary>Lets those who wait fail: the app is about to stop, and would otherwise wait for them.</summary>
    public void ModelIsRefused(Exception reason) => _model.TrySetException(reason);

    /// <summary>Containers and tables are there.</summary>
    public void StorageIsReady() => _storage.TrySetResult();

    /// <summary>Waits until model and storage are ready.</summary>
    /// <exception cref="StorageUnavailableException">Storage did not become ready within <see cref="MaxStorageWait"/>.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (IsReady)
        {
            return;
        }

        await _model.Task.WaitAsync(cancellationToken);
        try
        {
            await _storage.Task.WaitAsync(MaxStorageWait, time, cancellationToken);
        }
        catch (TimeoutException timeout)
        {
            throw new StorageUnavailableException("Storage did not become ready in time.", timeout);
        }
    }
}
