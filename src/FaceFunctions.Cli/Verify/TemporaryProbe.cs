using FaceFunctions.Cli.Storage;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Verify;

/// <summary>A local photo that lies in the storage as a probe until it is disposed.</summary>
internal sealed class TemporaryProbe : IAsyncDisposable
{
    // The batch job may be working on the probe while it is deleted; its answer comes a moment later.
    private static readonly TimeSpan ResultPause = TimeSpan.FromSeconds(1);

    private readonly CommandRun _run;

    private TemporaryProbe(CommandRun run, PhotoPath path)
    {
        _run = run;
        Path = path;
    }

    /// <summary>Where it lies.</summary>
    public PhotoPath Path { get; }

    /// <summary>Uploads a file.</summary>
    /// <exception cref="CliException">The file is missing, or cannot be read.</exception>
    public static async Task<TemporaryProbe> UploadAsync(CommandRun run, string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw CliException.NotFound($"\"{file}\" is not there.");
        }

        await using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        byte[] md5 = await PhotoStore.HashAsync(content, cancellationToken);
        content.Position = 0;
        await run.Store.EnsureContainerAsync(PhotoPath.Probes, cancellationToken);
        string ending = System.IO.Path.GetExtension(file).ToLowerInvariant();
        string name = $"cli/{Guid.NewGuid():n}{(ending.All(letter => letter is '.' or (>= 'a' and <= 'z')) ? ending : "")}";
        var probe = new TemporaryProbe(run, new PhotoPath(PhotoPath.Probes, name));
        try
        {
            await run.Store.UploadAsync(probe.Path, content, md5, person: null, cancellationToken);
            return probe;
        }
        catch
        {
            // It may have arrived although the answer did not.
            await probe.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes the probe, and the answer that the service's batch job wrote for it. Not stopped by Ctrl-C.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _run.Store.DeleteAsync(Path, CancellationToken.None);
            var result = new PhotoPath(PhotoPath.Results, $"{Path.Name}.json");
            if (!await _run.Store.DeleteAsync(result, CancellationToken.None))
            {
                await Task.Delay(ResultPause, _run.Host.Time, CancellationToken.None);
                await _run.Store.DeleteAsync(result, CancellationToken.None);
            }
        }
        catch (Exception error) when (Failure.From(error) is { } failure)
        {
            // The run ends with its own outcome; what stays behind is said.
            _run.Report.Note($"warning: {Path} could not be deleted: {failure.Message}");
        }
    }
}
