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

    /// <summary>A pass that is complete and had no fault is followed by no other of the same bundle before this; runs in between do nothing. The default, zero, follows at once.</summary>
    /// <remarks>A pass asks storage twice about every photo of the gallery, which has its price.</remarks>
    public TimeSpan MinInterval { get; init; } = TimeSpan.Zero;

    /// <summary>Photos worked on at once.</summary>
    public int Parallelism { get; init; } = 4;
}
