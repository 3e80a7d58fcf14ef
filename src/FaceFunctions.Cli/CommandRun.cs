using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Client;
using FaceFunctions.Storage;

namespace FaceFunctions.Cli;

/// <summary>One run of one command: what was asked for, and what it works with. The service and the storage are connected to on first use.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly Lazy<FaceClient> _api;
    private readonly Lazy<PhotoStore> _store;
    private readonly Lazy<GalleryStorage> _gallery;

    /// <summary>Creates the run.</summary>
    public CommandRun(CliHost host, GlobalOptions options, ParseResult parse)
    {
        Host = host;
        Parse = parse;
        Report = new Report(host, parse.GetValue(options.Json));
        _api = new(() => options.Connect(parse));
        _store = new(() => PhotoStore.Connect(options.ReadConnection(parse)));
        _gallery = new(() => GalleryConnection.Connect(options.ReadConnection(parse), host.Time));
    }

    /// <summary>The world around.</summary>
    public CliHost Host { get; }

    /// <summary>What was asked for.</summary>
    public ParseResult Parse { get; }

    /// <summary>Where answers go.</summary>
    public Report Report { get; }

    /// <summary>The service.</summary>
    /// <exception cref="CliException">--url, or what lets us in there, is wrong.</exception>
    public FaceClient Api => _api.Value;

    /// <summary>The storage.</summary>
    /// <exception cref="CliException">--connection is wrong.</exception>
    public PhotoStore Store => _store.Value;

    /// <summary>The storage with its rows, for what works beside the service.</summary>
    /// <exception cref="CliException">--connection is wrong.</exception>
    public GalleryStorage Gallery => _gallery.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_api.IsValueCreated)
        {
            _api.Value.Dispose();
        }
    }
}
