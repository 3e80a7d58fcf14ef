namespace FaceFunctions.Core.Evaluation;

/// <summary>The measures of <see cref="RocCurve"/> over pairs with weights; with weights of one they are equal.</summary>
/// <remarks>Similarities descend; weights are sums from the highest down, one longer than the similarities, and not all zero.</remarks>
internal static class WeightedCurve
{
    /// <summary>As <see cref="RocCurve.EqualErrorRate"/>.</summary>
    public static double EqualErrorRate(float[] same, long[] sameWeights, float[] different, long[] differentWeights)
    {
        int i = 0, j = 0;
        (double fmrBefore, double fnmrBefore) = (0, 1);
        while (true)
        {
            (i, j) = NextPoint(same, i, different, j);
            double fmr = (double)differentWeights[j] / differentWeights[^1];
            double fnmr = 1 - ((double)sameWeights[i] / sameWeights[^1]);
            if (fmr >= fnmr)
            {
                double shortage = fnmrBefore - fmrBefore;
                double excess = fmr - fnmr;
                return fmrBefore + ((fmr - fmrBefore) * shortage / (shortage + excess));
            }

            (fmrBefore, fnmrBefore) = (fmr, fnmr);
        }
    }

    /// <summary>As <see cref="RocCurve.AreaUnderCurve"/>.</summary>
    public static double AreaUnderCurve(float[] same, long[] sameWeights, float[] different, long[] differentWeights)
    {
        double below = 0;
        int i = 0, j = 0;
        while (i < same.Length || j < different.Length)
        {
            (int iBefore, int jBefore) = (i, j);
            (i, j) = NextPoint(same, i, different, j);
            double here = sameWeights[i] - sameWeights[iBefore];
            double lower = differentWeights[^1] - differentWeights[j];
            double equal = differentWeights[j] - differentWeights[jBefore];
            below += here * (lower + (equal / 2));
        }

        return below / ((double)sameWeights[^1] * differentWeights[^1]);
    }

    /// <summary>The TAR at the threshold that <see cref="RocCurve.ThresholdAt"/> chooses, and at the next above the highest similarity where that has too few pairs.</summary>
    public static double TrueAcceptRate(float[] same, long[] sameWeights, float[] different, long[] differentWeights, double far)
    {
        int matches = 0;
        double rate = 0;
        float? threshold = null;

        // The last similarity that has weight: those without could as well not be there.
        float above = float.PositiveInfinity;
        while (matches < different.Length)
        {
            float below = different[matches];
            int next = matches;
            while (next < different.Length && different[next] == below)
            {
                next++;
            }

            double nextRate = (double)differentWeights[next] / differentWeights[^1];
            if (nextRate > far)
            {
                threshold = rate == 0 ? MathF.BitIncrement(below) : RocCurve.Between(above, below, (far - rate) / (nextRate - rate));
                break;
            }

            above = nextRate > rate ? below : above;
            (matches, rate) = (next, nextRate);
        }

        return (double)sameWeights[CountFrom(same, threshold ?? above)] / sameWeights[^1];
    }

    // The next lower similarity of either kind, and how many pairs lie at or above it.
    private static (int Same, int Different) NextPoint(float[] same, int i, float[] different, int j)
    {
        float next = Math.Max(i < same.Length ? same[i] : float.NegativeInfinity, j < different.Length ? different[j] : float.NegativeInfinity);
        while (i < same.Length && same[i] == next)
        {
            i++;
        }

        while (j < different.Length && different[j] == next)
        {
            j++;
        }

        return (i, j);
    }

    private static int CountFrom(float[] descending, float threshold)
    {
        (int low, int high) = (0, descending.Length);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = descending[middle] >= threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
