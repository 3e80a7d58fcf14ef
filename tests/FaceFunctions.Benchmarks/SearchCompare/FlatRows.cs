using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace FaceFunctions.Benchmarks.SearchCompare;

/// <summary>The gallery as float32 rows, and what is done with them without the index: the baseline, the right answers, and the machine's reading speed.</summary>
/// <param name="people">People of the gallery, by whose number their rows are ordered.</param>
/// <param name="facesPerPerson">Rows of each person.</param>
/// <param name="dimension">Components of a row.</param>
internal sealed class FlatRows(int people, int facesPerPerson, int dimension)
{
    // TensorPrimitives.Dot of unit vectors is off by less than dimension x 2^-24, at 4,096 components 0.00025.
    private const float FloatError = 0.0003f;

    private const int QueriesAtOnce = 32;
    private const int PeopleOfBlock = 256;

    // Blocks, because one array holds 2,097,152 rows of 512 at most; large ones, to be read as fast as one array.
    private readonly float[][] _blocks = [.. Enumerable.Range(0, ((people - 1) / PeopleOfBlock) + 1).Select(_ => new float[PeopleOfBlock * facesPerPerson * dimension])];

    /// <summary>Sets one row.</summary>
    public void Set(int person, int face, ReadOnlySpan<float> row) => row.CopyTo(Rows(person)[(face * dimension)..]);

    /// <summary>The baseline: the dot product of every row with the query by <see cref="TensorPrimitives"/>, and the greatest of them.</summary>
    public float Scan(float[] query, int threads)
    {
        float[] best = new float[threads];
        InParts(threads, (part, first, end) =>
        {
            float greatest = float.NegativeInfinity;
            for (int person = first; person < end; person++)
            {
                greatest = Math.Max(greatest, Nearest(person, query));
            }

            best[part] = greatest;
        });
        return best.Max();
    }

    /// <summary>Reads every row and does next to nothing with it.</summary>
    public float Read(int threads)
    {
        float[] sums = new float[threads];
        InParts(threads, (part, first, end) =>
        {
            (Vector<float> a, Vector<float> b) = (Vector<float>.Zero, Vector<float>.Zero);
            for (int person = first; person < end; person++)
            {
                ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(Rows(person));
                for (int i = 0; i + 1 < vectors.Length; i += 2)
                {
                    (a, b) = (a + vectors[i], b + vectors[i + 1]);
                }
            }

            sums[part] = Vector.Sum(a + b);
        });
        return sums.Sum();
    }

    /// <summary>For each query its nearest people by the dot product of their nearest row, summed in double, best first.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="top">People a query.</param>
    /// <param name="threads">Threads to use.</param>
    public (int Person, double Score)[][] Nearest(IReadOnlyList<float[]> queries, int top, int threads)
    {
        var nearest = new (int Person, double Score)[queries.Count][];
        for (int start = 0; start < queries.Count; start += QueriesAtOnce)
        {
            float[][] some = [.. queries.Skip(start).Take(QueriesAtOnce)];
            float[][] best = [.. some.Select(_ => new float[people])];
            InParts(threads, (_, first, end) =>
            {
                for (int person = first; person < end; person++)
                {
                    for (int query = 0; query < some.Length; query++)
                    {
                        best[query][person] = Nearest(person, some[query]);
                    }
                }
            });
            for (int query = 0; query < some.Length; query++)
            {
                nearest[start + query] = Rescore(best[query], some[query], top);
            }
        }

        return nearest;
    }

    /// <summary>Of float32 scores those that rounding may have kept from the best, again in double.</summary>
    private (int Person, double Score)[] Rescore(float[] scores, float[] query, int top)
    {
        float[] sorted = [.. scores];
        Array.Sort(sorted);
        float least = sorted[^Math.Min(top, sorted.Length)] - (2 * FloatError);
        double[] best = new double[1];
        return
        [
            .. Enumerable.Range(0, people)
                .Where(person => scores[person] >= least)
                .Select(person =>
                {
                    Vectors.PlainSearch(Rows(person).ToArray(), query, best);
                    return (Person: person, Score: best[0]);
                })
                .OrderByDescending(person => person.Score)
                .Take(top),
        ];
    }

    private Span<float> Rows(int person) => _blocks[person / PeopleOfBlock].AsSpan(person % PeopleOfBlock * facesPerPerson * dimension, facesPerPerson * dimension);

    private float Nearest(int person, float[] query)
    {
        float nearest = float.NegativeInfinity;
        ReadOnlySpan<float> rows = Rows(person);
        for (int start = 0; start < rows.Length; start += dimension)
        {
            nearest = Math.Max(nearest, TensorPrimitives.Dot(rows.Slice(start, dimension), query));
        }

        return nearest;
    }

    private void InParts(int parts, Action<int, int, int> run) => Parallel.For(
        0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part => run(part, (int)((long)people * part / parts), (int)((long)people * (part + 1) / parts)));
}
