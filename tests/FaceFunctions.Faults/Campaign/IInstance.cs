using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>One instance of the product, which may die while it works. For one caller at a time.</summary>
internal interface IInstance : IAsyncDisposable
{
    /// <summary>Does a job.</summary>
    Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken);
}

/// <summary>How a job ended.</summary>
/// <param name="End">How.</param>
/// <param name="Fault">What the instance said of a failure; null when it did not fail.</param>
internal sealed record JobOutcome(JobEnd End, string? Fault = null)
{
    /// <summary>It was done.</summary>
    public static readonly JobOutcome Done = new(JobEnd.Done);

    /// <summary>The instance died.</summary>
    public static readonly JobOutcome Died = new(JobEnd.Died);

    /// <summary>What an exception means.</summary>
    public static JobOutcome Of(Exception error) => new(
        error is Core.Gallery.StorageUnavailableException ? JobEnd.Unavailable : JobEnd.Failed,
        error.ToString());
}

/// <summary>How a job can end.</summary>
internal enum JobEnd
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Storage was unavailable, which may heal.</summary>
    Unavailable,

    /// <summary>It failed in a way that nothing here excuses.</summary>
    Failed,

    /// <summary>The instance died with it.</summary>
    Died,
}
