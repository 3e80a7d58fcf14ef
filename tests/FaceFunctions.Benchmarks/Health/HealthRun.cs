using System.Diagnostics;
using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Benchmarks.Health;

/// <summary>What the command <c>health</c> does.</summary>
internal static class HealthRun
{
    private const int Block = 1024;
    private const int FacesPerPerson = 5;
    private const double Cosine = 0.6;

    /// <summary>Times both and writes their ratio.</summary>
    public static void Run(int faces, int dimension, int threads, int rounds, TextWriter output, CancellationToken cancellationToken)
    {
        var vectors = new ClusteredVectors(1, (faces + FacesPerPerson - 1) / FacesPerPerson, FacesPerPerson, dimension, Cosine);
        FaceIndex index = Build(vectors, cancellationToken);

        // Always the same block: the product's time does not depend on the values, and so n x k of them need not be kept.
        float[] block = new float[Block * dimension];
        index.Read(index.Faces().AsSpan(0, Math.Min(Block, index.FaceCount)), block);
        for (int round = 0; round < rounds; round++)
        {
            TimeSpan product = Time(() => Multiply(block, index.FaceCount, dimension, threads, cancellationToken));
            long before = GC.GetTotalAllocatedBytes(precise: true);
            GalleryLikeness? likeness = null;
            TimeSpan scan = Time(() => likeness = LikenessScan.Run(index, new HealthLimits().DuplicateFrom, 20, cancellationToken, threads));
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            int right = Enumerable.Range(0, index.FaceCount).Count(face => likeness!.NearestOwn(face) is { } own && likeness.NearestOther(face) is { } other && own.Similarity > other.Similarity);
            output.WriteLine(FormattableString.Invariant(
                $"{index.FaceCount} x {dimension}, {threads} threads: product {product.TotalSeconds:0.00} s, scan {scan.TotalSeconds:0.00} s, ratio {scan / product:0.00}; {allocated / 1e6:0} MB allocated; {right} faces are nearest to their own person"));
        }
    }

    private static TimeSpan Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Multiply(float[] block, int faces, int dimension, int threads, CancellationToken cancellationToken)
    {
        int blocks = (faces + Block - 1) / Block;
        int next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, _ =>
        {
            float[] products = new float[Block * Block];
            int row;
            while ((row = Interlocked.Increment(ref next)) < blocks)
            {
                int rows = Math.Min(Block, faces - (row * Block));
                for (int column = 0; column < blocks; column++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int columns = Math.Min(Block, faces - (column * Block));
                    MatrixProduct.Multiply(block, dimension, false, block, dimension, true, products, columns, rows, columns, dimension, accumulate: false);
                }
            }
        });
    }

    private static FaceIndex Build(ClusteredVectors vectors, CancellationToken cancellationToken)
    {
        var builder = new FaceIndexBuilder(vectors.Dimension);
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int number = 0; number < vectors.FacesPerPerson; number++)
            {
                var named = new NamedFace(person.PhotoOf(number), person.Name, person.Embedding(number));
                builder.Replace(named.Photo, [named]);
            }
        }

        return builder.Build();
    }
}
