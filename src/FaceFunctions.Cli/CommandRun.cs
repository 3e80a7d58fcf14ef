using System.CommandLine;
using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Calibrate;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Storage;

namespace FaceFunctions.Cli;

/// <summary>One run of one command: what was asked for, and what it works with. The service and the storage are connected to on first use.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly GlobalOptions _options;
    private readonly Lazy<FaceApi> _api;
    private readonly Lazy<PhotoStore> _store;

    /// <summary>Creates the run.</summary>
    public CommandRun(CliHost host, GlobalOptions options, ParseResult parse)
    {
        Host = host;
        _options = options;
        Parse = parse;
        Report = new Report(host, parse.GetValue(options.Json));
        _api = new(() => new FaceApi(options.ReadUrl(parse), options.ReadKey(parse), host.Time));
        _store = new(() => PhotoStore.Connect(options.ReadConnection(parse)));
    }

    /// <summary>The world around.</summary>
    public CliHost Host { get; }

    /// <summary>What was asked for.</summary>
    public ParseResult Parse { get; }

    /// <summary>Where answers go.</summary>
    public Report Report { get; }

    /// <summary>The service.</summary>
    /// <exception cref="CliException">--url or --key is wrong.</exception>
    public FaceApi Api => _api.Value;

    /// <summary>The storage.</summary>
    /// <exception cref="CliException">--connection is wrong.</exception>
    public PhotoStore Store => _store.Value;

    /// <summary>Connects to the gallery's rows and calibrations.</summary>
    /// <exception cref="CliException">--connection is wrong.</exception>
    public GalleryStorage ConnectGallery() => GalleryAccess.Connect(_options.ReadConnection(Parse));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_api.IsValueCreated)
        {
            _api.Value.Dispose();
        }
    }
}
