using System.Security.Cryptography;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>Embeds the photos of a folder on all cores, several in a run of the model; what the cache knows is not embedded again, so a run that was stopped goes on where it was.</summary>
/// <param name="analyzer">Finds and embeds; not disposed.</param>
/// <param name="cache">Null for none.</param>
/// <param name="options">The limits that <paramref name="analyzer"/> was loaded with; null for the product's defaults.</param>
public sealed class PhotoEmbedder(BatchAnalyzer analyzer, EmbeddingCache? cache, VisionOptions? options = null)
{
    /// <summary>Photos in one batch: with one face each and their mirror images, what fits into one run of the model.</summary>
    private const int PhotosPerBatch = 8;

    private readonly long _maxBytes = (options ?? new VisionOptions()).MaxPhotoBytes;

    /// <summary>Embeds photos. Memory: a photo's file and its decoded pixels a core, and what <paramref name="done"/> keeps.</summary>
    /// <param name="files">Paths of the photos.</param>
    /// <param name="varied">Whether each face is embedded in all variants (up to four times the work), not only as the product does.</param>
    /// <param name="done">Hears each photo's number and outcome once, in any order and from any thread.</param>
    /// <param name="cancellationToken">Stops between two stages of a photo; batches that are done are in the cache.</param>
    public Task EmbedAsync(IReadOnlyList<string> files, bool varied, Action<int, PhotoOutcome> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(done);
        int batches = (files.Count + PhotosPerBatch - 1) / PhotosPerBatch;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, batches, parallel, (batch, stop) =>
        {
            int first = batch * PhotosPerBatch;
            EmbedBatch(files, first, Math.Min(first + PhotosPerBatch, files.Count), varied, done, stop);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Embeds one photo.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    public PhotoOutcome Embed(string file, CancellationToken cancellationToken)
    {
        PhotoOutcome? outcome = null;
        EmbedBatch([file], 0, 1, varied: false, (_, result) => outcome = result, cancellationToken);
        return outcome!;
    }

    private void EmbedBatch(IReadOnlyList<string> files, int first, int end, bool varied, Action<int, PhotoOutcome> done, CancellationToken cancellationToken)
    {
        List<(int Number, string Hash, PreparedPhoto Photo)> waiting = [];
        for (int i = first; i < end; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(files[i], out PhotoOutcome.Bad? bad) is not { } content)
            {
                done(i, bad!);
                continue;
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (cache?.Find(hash, varied) is { } known)
            {
                done(i, OutcomeOf(known, fromCache: true));
            }
            else if (Prepare(content, varied, out bad, cancellationToken) is { } prepared)
            {
                waiting.Add((i, hash, prepared));
            }
            else
            {
                done(i, bad!);
            }
        }

        if (waiting.Count == 0)
        {
            return;
        }

        PreparedPhoto[] photos = [.. waiting.Select(one => one.Photo)];
        IReadOnlyList<VariedPhoto> embedded = varied ? analyzer.EmbedVariants(photos) : [.. analyzer.Embed(photos).Select(analysis => new VariedPhoto(analysis, []))];
        for (int i = 0; i < embedded.Count; i++)
        {
            if (embedded[i].Analysis is PhotoAnalysis.FacesFound or PhotoAnalysis.NoFace)
            {
                cache?.Keep(waiting[i].Hash, embedded[i], varied);
            }

            done(waiting[i].Number, OutcomeOf(embedded[i], fromCache: false));
        }
    }

    private PreparedPhoto? Prepare(byte[] content, bool varied, out PhotoOutcome.Bad? bad, CancellationToken cancellationToken)
    {
        bad = null;
        try
        {
            return analyzer.Prepare(content, varied, cancellationToken);
        }
        catch (OutOfMemoryException)
        {
            bad = new PhotoOutcome.Bad("too-large", "The machine has no memory for the photo's pixels.");
            return null;
        }
    }

    private byte[]? Read(string path, out PhotoOutcome.Bad? bad)
    {
        bad = null;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (file.Length > _maxBytes)
            {
                bad = new PhotoOutcome.Bad("too-large", FormattableString.Invariant($"The photo has {file.Length} bytes; at most {_maxBytes} are accepted."));
                return null;
            }

            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bad = new PhotoOutcome.Bad("io", error.Message);
            return null;
        }
    }

    private static PhotoOutcome OutcomeOf(VariedPhoto photo, bool fromCache) => photo.Analysis switch
    {
        PhotoAnalysis.FacesFound found => new PhotoOutcome.Embedded(found, photo.Faces, fromCache),
        PhotoAnalysis.NoFace => new PhotoOutcome.NoFace(fromCache),
        PhotoAnalysis.TooLarge large => new PhotoOutcome.Bad("too-large", large.Reason),
        PhotoAnalysis.Unreadable bad => new PhotoOutcome.Bad("unreadable", bad.Reason),
        var other => throw new System.Diagnostics.UnreachableException($"Unhandled analysis {other.GetType().Name}."),
    };
}
