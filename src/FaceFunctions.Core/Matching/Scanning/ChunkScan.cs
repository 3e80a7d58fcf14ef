using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>Offers the rows of one chunk to the matches of a query: those that the bounds cannot exclude, with their exact scores.</summary>
internal readonly ref struct ChunkScan(RowLayout layout, NibbleKernel kernel, SearchFilter filter, ScanScratch scratch)
{
    /// <summary>Scans a chunk for one query.</summary>
    /// <param name="view">The chunk.</param>
    /// <param name="query">The query.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="sums">Dot products of the codes with the upper bits of the chunk's rows.</param>
    /// <param name="matches">The query's matches.</param>
    public void Run(ChunkView view, CodedQuery query, ReadOnlySpan<sbyte> codes, ReadOnlySpan<int> sums, TopMatches matches)
    {
        int found = 0;
        RowChunk chunk = view.Chunk;
        ref float steps = ref MemoryMarshal.GetArrayDataReference(chunk.Steps);
        ref float errors = ref MemoryMarshal.GetArrayDataReference(chunk.UpperErrors);
        ref int firstSum = ref MemoryMarshal.GetReference(sums);
        Vector256<float> scale = Vector256.Create(query.UpperScale);
        Vector256<float> errorFactor = Vector256.Create(query.ErrorFactor);
        Vector256<float> constant = Vector256.Create(query.Constant);
        Vector256<int> offset = Vector256.Create(query.UpperOffset);
        Vector256<float> floor = Vector256.Create(matches.Floor);
        for (int row = 0; row < view.Count; row += Vector256<float>.Count)
        {
            // CodedQuery.Bound, of eight rows.
            Vector256<int> sum = Vector256.LoadUnsafe(ref firstSum, (nuint)row);
            Vector256<float> score = scale * Vector256.LoadUnsafe(ref steps, (nuint)row) * Vector256.ConvertToSingle(sum + sum - offset);
            Vector256<float> bound = score + (errorFactor * Vector256.LoadUnsafe(ref errors, (nuint)row)) + constant;
            uint possible = Vector256.GreaterThanOrEqual(bound, floor).ExtractMostSignificantBits();
            if (possible != 0)
            {
                for (possible &= view.PresentOfEight(row); possible != 0; possible &= possible - 1)
                {
                    scratch.Rows[found++] = row + BitOperations.TrailingZeroCount(possible);
                }
            }
        }

        found = Refine(chunk, query, codes, sums, matches.Floor, found);
        if (found > 0)
        {
            OfferBest(chunk, query, matches, found);
        }
    }

    /// <summary>Keeps those rows that are asked for and that all bits of their codes still allow.</summary>
    private int Refine(RowChunk chunk, CodedQuery query, ReadOnlySpan<sbyte> codes, ReadOnlySpan<int> sums, float floor, int count)
    {
        Span<int> rows = scratch.Rows.AsSpan(0, filter.IsNeeded ? Filter(chunk, count) : count);
        Span<int> lowerSums = scratch.LowerSums.AsSpan(0, rows.Length);
        kernel.DotSome(ref chunk.Lower(0), layout.PlaneBytes, rows, ref MemoryMarshal.GetReference(codes), lowerSums);
        int kept = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            int product = query.Product(sums[row], lowerSums[i]);
            float step = chunk.Steps[row];
            if (query.Bound(step, chunk.CodeErrors[row], product) < floor)
            {
                continue;
            }

            // With the exceptions there is no more than half a step left of each component.
            float bound = query.Bound(step, step * layout.HalfSteps, product + RowReader.ExceptionProduct(chunk.Rests(row), codes));
            if (bound >= floor)
            {
                rows[kept] = row;
                scratch.Bounds[kept++] = bound;
            }
        }

        return kept;
    }

    private int Filter(RowChunk chunk, int count)
    {
        int kept = 0;
        foreach (int row in scratch.Rows.AsSpan(0, count))
        {
            if (filter.Admits(chunk.People[row], chunk.Photos[row]))
            {
                scratch.Rows[kept++] = row;
            }
        }

        return kept;
    }

    /// <summary>Computes exact scores, the greatest bound first: so the others are soon excluded.</summary>
    private void OfferBest(RowChunk chunk, CodedQuery query, TopMatches matches, int found)
    {
        Span<float> bounds = scratch.Bounds.AsSpan(0, found);
        Span<int> components = scratch.Components(layout);
        while (true)
        {
            int best = TensorPrimitives.IndexOfMax<float>(bounds);
            if (bounds[best] < matches.Floor || float.IsNegativeInfinity(bounds[best]))
            {
                return;
            }

            bounds[best] = float.NegativeInfinity;
            int row = scratch.Rows[best];
            RowReader.Read(layout, chunk, row, components);
            matches.Offer(query.Score(components[..layout.Dimension]), chunk.People[row], chunk.Photos[row]);
        }
    }
}
