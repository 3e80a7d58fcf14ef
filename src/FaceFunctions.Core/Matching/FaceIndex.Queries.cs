using FaceFunctions.Core.Matching.Scanning;

namespace FaceFunctions.Core.Matching;

public sealed partial class FaceIndex
{
    /// <summary>Answers several questions, of people and of photos, reading the gallery once for all of them. The answers are those of as many searches.</summary>
    /// <param name="queries">The questions.</param>
    /// <param name="filter">Which faces to look at.</param>
    /// <returns>The matches of each query, best first, in the order of the queries.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probe has another dimension, or less than one match is wanted.</exception>
    public PersonMatch[][] SearchAll(IReadOnlyList<FaceQuery> queries, SearchFilter filter)
    {
        ArgumentNullException.ThrowIfNull(queries);
        foreach (FaceQuery query in queries)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(query.Probe.Dimension, _layout.Dimension, nameof(queries));
            ArgumentOutOfRangeException.ThrowIfLessThan(query.Top, 1, nameof(queries));
        }

        if (queries.Count == 0)
        {
            return [];
        }

        SearchJob job = SearchJob.Take(_layout, queries.Count);
        try
        {
            for (int number = 0; number < queries.Count; number++)
            {
                FaceQuery query = queries[number];
                job.SetQuery(number, query.Probe.Values, query.Unit, Wanted(query.Top, query.Unit));
            }

            job.Run(_chunks, filter, _settings);
            return [.. queries.Select((query, number) => Take(job, number, Wanted(query.Top, query.Unit)))];
        }
        finally
        {
            job.Finish();
        }
    }

    private static PersonMatch[] Take(SearchJob job, int number, int wanted)
    {
        var matches = new PersonMatch[wanted];
        return matches[..job.TakeMatches(number, matches)];
    }
}
