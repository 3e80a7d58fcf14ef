namespace FaceFunctions.Core.Reconciliation;

/// <summary>What one run of the reconcile pass may do.</summary>
public sealed record ReconcileLimits
{
    /// <summary>No photo is begun after so long; those that have begun are ended. The default, 4 minutes, stays under the timer's 5.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>The most photos that one run enrolls or fails to.</summary>
    public int MaxEnrollments { get; init; } = 500;

    /// <summary>Blobs younger than this are left to their own trigger.</summary>
    public TimeSpan MinAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Photos worked on at once.</summary>
    public int Parallelism { get; init; } = 4;
}
