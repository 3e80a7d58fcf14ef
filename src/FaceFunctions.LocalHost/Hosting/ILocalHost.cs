namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A running host, whoever wrote it.</summary>
internal interface ILocalHost : IAsyncDisposable
{
    /// <summary>Where HTTP functions are called.</summary>
    Uri BaseAddress { get; }

    /// <summary>The functions of the app, in the order of their names.</summary>
    IReadOnlyList<HostedFunction> Functions { get; }

    /// <summary>Ends with the host; fails with <see cref="LocalHostException"/> when it ends by itself.</summary>
    Task Completion { get; }
}
