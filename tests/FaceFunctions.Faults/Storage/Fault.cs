namespace FaceFunctions.Faults.Storage;

/// <summary>What can happen to a request.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429 with Retry-After; not done.</summary>
    TooManyRequests,

    /// <summary>503, of a transaction inside of its 202; not done.</summary>
    ServerBusy,

    /// <summary>No answer in time; not done.</summary>
    TimeoutBefore,

    /// <summary>The connection broke; not done.</summary>
    ResetBefore,

    /// <summary>Done, and answered with 500.</summary>
    ErrorAfter,

    /// <summary>Done, and no answer in time.</summary>
    TimeoutAfter,

    /// <summary>Done, and the connection broke before the answer.</summary>
    ResetAfter,

    /// <summary>Done, and the connection broke in the middle of the answer.</summary>
    CutAnswer,
}
