using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Health;

/// <summary>Compares all faces of a gallery with all others, once.</summary>
/// <remarks>
/// <para>
/// Blocks of 1,024 faces are read from the index and multiplied with later blocks (<see cref="Training.MatrixProduct"/>), so each pair is looked at once: half the work of a plain product of
/// all with all. A product in float32 is off by at most k * 2^-24 for unit vectors of k components (Higham 2002, Accuracy and Stability of Numerical Algorithms, 3.1); what
/// comes so near to the best so far is computed again exactly, in double. So the result is that of comparing every pair exactly, whatever the machine and the number of threads.
/// </para>
/// <para>Memory beside the index: 32 bytes a face and 8 MiB (at 512 components) a thread, and some 100 bytes a face, most of them only while the faces are sorted.</para>
/// </remarks>
public static class LikenessScan
{
    internal const int BlockFaces = 1024;

    /// <summary>Compares the faces.</summary>
    /// <param name="index">The gallery.</param>
    /// <param name="duplicateFrom">Cosine from which two faces count as duplicates.</param>
    /// <param name="mostDuplicates">So many pairs of them are kept, 1 or more; all are counted.</param>
    /// <param name="cancellationToken">Stops within some tens of milliseconds.</param>
    /// <param name="threads">Threads at most; null for all cores.</param>
    public static GalleryLikeness Run(FaceIndex index, float duplicateFrom, int mostDuplicates, CancellationToken cancellationToken, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostDuplicates, 1);
        IndexedFace[] faces = index.Faces();
        int blocks = (faces.Length + BlockFaces - 1) / BlockFaces;
        (int First, int End)[] people = RangesOf(faces);
        int workers = Math.Max(1, Math.Min(threads ?? Environment.ProcessorCount, blocks));
        var results = new LikenessWorker[workers];
        int next = -1;

        // The first blocks have the most others to be compared with, so the last ones to be taken are short.
        Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = workers }, worker =>
        {
            results[worker] = new LikenessWorker(index, faces, people, duplicateFrom, mostDuplicates);
            int block;
            while ((block = Interlocked.Increment(ref next)) < blocks)
            {
                results[worker].Compare(block, blocks, cancellationToken);
            }
        });

        LikenessWorker all = results[0];
        foreach (LikenessWorker other in results.Skip(1))
        {
            all.Add(other);
        }

        return new GalleryLikeness(faces, all.Own, all.Others, all.Duplicates);
    }

    private static (int First, int End)[] RangesOf(IndexedFace[] faces)
    {
        var ranges = new (int First, int End)[faces.Length];
        for (int first = 0, end; first < faces.Length; first = end)
        {
            for (end = first + 1; end < faces.Length && faces[end].Person == faces[first].Person; end++)
            {
            }

            ranges.AsSpan(first, end - first).Fill((first, end));
        }

        return ranges;
    }
}
