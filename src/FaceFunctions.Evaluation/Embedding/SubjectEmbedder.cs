using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>Embeds photos and keeps of each the face that it is of.</summary>
/// <param name="embedder">Embeds.</param>
/// <param name="rule">Whom a photo with several faces is of.</param>
/// <param name="time">Measures what goes by.</param>
public sealed class SubjectEmbedder(PhotoEmbedder embedder, SubjectRule rule, TimeProvider time)
{
    /// <summary>Embeds photos on all cores.</summary>
    /// <param name="files">Paths of the photos.</param>
    /// <param name="varied">Whether in all variants.</param>
    /// <param name="progress">Hears how many are done, from any thread.</param>
    /// <param name="cancellationToken">Stops; what is done is in the cache.</param>
    public async Task<SubjectSet> EmbedAsync(IReadOnlyList<string> files, bool varied, Action<int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(progress);
        var subjects = new Subject?[files.Count];
        var without = new List<int>();
        var bad = new List<(int Photo, PhotoOutcome.Bad Why)>();
        var times = default(AnalysisTimes);
        int done = 0, several = 0, known = 0, fresh = 0;
        var gate = new Lock();
        long start = time.GetTimestamp();
        await embedder.EmbedAsync(files, varied, (i, outcome) =>
        {
            int count;
            lock (gate)
            {
                switch (outcome)
                {
                    case PhotoOutcome.Embedded found:
                        int face = rule.Choose(found.Photo);
                        subjects[i] = new Subject(found.Photo.Faces[face].Face.Box, found.Photo.Faces[face].Embedding, varied ? found.Variants[face].Embeddings : []);
                        several += found.Photo.Faces.Count > 1 ? 1 : 0;
                        known += found.FromCache ? 1 : 0;
                        fresh += found.FromCache ? 0 : 1;
                        AnalysisTimes own = found.Photo.Times;
                        times = new AnalysisTimes(times.Decode + own.Decode, times.Detect + own.Detect, times.Embed + own.Embed);
                        break;
                    case PhotoOutcome.NoFace none:
                        known += none.FromCache ? 1 : 0;
                        without.Add(i);
                        break;
                    case PhotoOutcome.Bad wrong:
                        bad.Add((i, wrong));
                        break;
                }

                count = ++done;
            }

            progress(count);
        }, cancellationToken).ConfigureAwait(false);
        double wall = time.GetElapsedTime(start).TotalMilliseconds;
        double photos = Math.Max(1, fresh);
        return new SubjectSet(
            subjects,
            [.. without.Order()],
            [.. bad.OrderBy(one => one.Photo)],
            several,
            new EmbeddingSpeed(fresh, known, times.Decode.TotalMilliseconds / photos, times.Detect.TotalMilliseconds / photos, times.Embed.TotalMilliseconds / photos, fresh == 0 ? 0 : wall / fresh, Environment.ProcessorCount));
    }
}
