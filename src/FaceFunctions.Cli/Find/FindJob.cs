using System.Collections.Concurrent;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Finding;

namespace FaceFunctions.Cli.Find;

/// <summary>Embeds a folder's photos and collects those that show somebody.</summary>
internal sealed class FindJob(PhotoEmbedder embedder, MatchThresholds thresholds)
{
    /// <summary>What counts.</summary>
    public MatchThresholds Thresholds => thresholds;

    /// <summary>The faces of the photo that is asked about.</summary>
    /// <exception cref="CliException">It cannot be read, or has no face.</exception>
    public IReadOnlyList<AnalyzedFace> Look(string file, CancellationToken cancellationToken) => embedder.Embed(file, cancellationToken) switch
    {
        PhotoOutcome.Embedded found => found.Photo.Faces,
        PhotoOutcome.Bad bad => throw new CliException(ExitCode.Failed, bad.Kind, $"{Path.GetFileName(file)}: {bad.Reason}"),
        _ => throw new CliException(ExitCode.Failed, "no-face", $"There is no face in {Path.GetFileName(file)}."),
    };

    /// <summary>Goes through the folder.</summary>
    /// <param name="soughtFile">The photo that is asked about; left out where it lies in the folder.</param>
    /// <param name="sought">Its faces.</param>
    /// <param name="photos">The folder's photos.</param>
    /// <param name="top">Most photos of each face; null for all.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Stops the run; what was embedded is kept.</param>
    public async Task<FindResult> RunAsync(string soughtFile, IReadOnlyList<AnalyzedFace> sought, IReadOnlyList<PhotoFile> photos, int? top, IStepProgress progress, CancellationToken cancellationToken)
    {
        progress.Describe("Looking");
        var finder = new FaceFinder(sought, thresholds);
        var bad = new ConcurrentDictionary<int, PhotoOutcome.Bad>();
        var without = new ConcurrentBag<int>();
        int done = 0, known = 0;
        await embedder.EmbedAsync([.. photos.Select(photo => photo.File)], varied: false, (i, outcome) =>
        {
            switch (outcome)
            {
                case PhotoOutcome.Embedded found:
                    Interlocked.Add(ref known, found.FromCache ? 1 : 0);
                    if (photos[i].File != soughtFile)
                    {
                        finder.Add(i, found);
                    }

                    break;
                case PhotoOutcome.NoFace none:
                    Interlocked.Add(ref known, none.FromCache ? 1 : 0);
                    without.Add(i);
                    break;
                case PhotoOutcome.Bad wrong:
                    // A name that is no text explains more than "not found" does.
                    bad[i] = wrong.Kind == "io" && photos[i].Problem is { } problem ? wrong with { Reason = problem } : wrong;
                    break;
            }

            progress.Set(Interlocked.Increment(ref done));
        }, cancellationToken);
        return new FindResult(finder.Results(top), [.. without.Order()], [.. bad.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))], known);
    }
}

/// <summary>What came out.</summary>
/// <param name="Faces">One a face of the photo that is asked about.</param>
/// <param name="WithoutFace">Numbers of the photos without a face.</param>
/// <param name="Bad">Numbers of the photos that cannot be used, and why.</param>
/// <param name="FromCache">How many photos were not embedded because the cache knew them.</param>
internal sealed record FindResult(IReadOnlyList<FoundFace> Faces, IReadOnlyList<int> WithoutFace, IReadOnlyList<(int Photo, PhotoOutcome.Bad Why)> Bad, int FromCache);
