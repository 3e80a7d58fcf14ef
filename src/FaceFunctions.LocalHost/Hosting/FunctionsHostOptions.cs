using Microsoft.Extensions.Logging.Abstractions;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>What the local host hosts, and how.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The port that `func start` would take.</summary>
    public const int DefaultPort = 7071;

    /// <summary>Connection string of the storage account with the photos and the tables.</summary>
    public required string StorageConnection { get; init; }

    /// <summary>Folder of a built or published isolated-worker app, with host.json and worker.config.json; null, the default, is the app as this checkout built it.</summary>
    public string? AppFolder { get; init; }

    /// <summary>Folder of the model bundle, which the app gets as FaceFunctions__BundlePath; null, the default, leaves it to the app.</summary>
    public string? BundleFolder { get; init; }

    /// <summary>Port on loopback, from 0 to 65535; 0 takes any free one. The default is <see cref="DefaultPort"/>.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Whether blob and timer triggers are played; without, they are called by hand only. The default is true.</summary>
    public bool PlayTriggers { get; init; } = true;

    /// <summary>The key that every HTTP function but an anonymous one asks for, as the header <c>x-functions-key</c> or the parameter <c>code</c>; null, the default, asks for none.</summary>
    public string? Key { get; init; }

    /// <summary>How the app gets the path of an HTTP request. The default is <see cref="ProxyManner.Host"/>.</summary>
    public ProxyManner Proxy { get; init; }

    /// <summary>Further environment variables of the app, over all others.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Name under which receipts of handled blobs are kept; hosts of the same id and storage do not repeat each other's work. A valid part of a blob name.</summary>
    public string HostId { get; init; } = "facefunctions-local";

    /// <summary>Time between two listings of a container. The default is one second.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a started app may take until its functions are loaded. The default is 5 minutes: more than the real host's 60 seconds, since a developer's machine has other work too.</summary>
    public TimeSpan AppStartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a request waits for an app that is being restarted, before it is answered 503. The default is 30 seconds.</summary>
    public TimeSpan AppWaitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Receives what the host has to say (category <c>FaceFunctions.LocalHost</c>) and the app's output (category <c>FaceFunctions.App</c>: what it logs with its own level, standard output as information, standard error as errors).</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
