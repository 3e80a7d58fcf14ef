namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>Something that is started cold.</summary>
internal interface IColdStart
{
    /// <summary>How the table calls it.</summary>
    string Name { get; }

    /// <summary>What is deployed of it; null where it is not known.</summary>
    PackageSize? Size { get; }

    /// <summary>Starts it in a process of its own, waits until it is ready, and ends it.</summary>
    Task<StartTimes> StartAsync(string storageConnection, CancellationToken cancellationToken);
}
