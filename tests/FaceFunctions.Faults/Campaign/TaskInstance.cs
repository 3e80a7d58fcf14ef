using FaceFunctions.Faults.Gallery;
using FaceFunctions.Faults.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>An instance in this process. Its death is that no request of it gets through any more: all that storage can see of a killed process.</summary>
internal sealed class TaskInstance : IInstance
{
    private readonly GalleryInstance _gallery;

    /// <param name="connection">Storage.</param>
    /// <param name="plan">What goes wrong.</param>
    public TaskInstance(string connection, FaultPlan plan)
    {
        Policy = new FaultPolicy(plan, endsProcess: false);
        _gallery = new GalleryInstance(connection, Policy);
    }

    /// <summary>What stands between it and storage.</summary>
    public FaultPolicy Policy { get; }

    /// <inheritdoc/>
    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await _gallery.RunAsync(job, cancellationToken);
            return Policy.IsDead ? JobOutcome.Died : JobOutcome.Done;
        }
        catch (Exception) when (Policy.IsDead)
        {
            return JobOutcome.Died;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return JobOutcome.Of(error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _gallery.Dispose();
        return ValueTask.CompletedTask;
    }
}
