using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Reports;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Finds the pairs that a recogniser is most wrong about.</summary>
/// <param name="names">Names of the photos.</param>
/// <param name="face">The face of a photo.</param>
/// <param name="threshold">From where two faces are one person.</param>
internal sealed class WorstPairs(IReadOnlyList<string> names, Func<int, ShownFace> face, float threshold)
{
    /// <summary>Finds the worst of a kind, worst first; of equal similarities the earlier pair.</summary>
    public IReadOnlyList<WorstPair> Find(IReadOnlyList<ListedPair> pairs, float[] similarities, bool samePerson, int count) =>
    [
        .. Enumerable.Range(0, pairs.Count)
            .Where(i => pairs[i].IsSamePerson == samePerson)
            .OrderBy(i => samePerson ? similarities[i] : -similarities[i])
            .ThenBy(i => i)
            .Take(count)
            .Select(i => new WorstPair(
                names[pairs[i].A], names[pairs[i].B], similarities[i], similarities[i] >= threshold != samePerson, face(pairs[i].A), face(pairs[i].B))),
    ];
}
