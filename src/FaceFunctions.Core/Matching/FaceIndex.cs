using System.Runtime.InteropServices;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Scanning;

namespace FaceFunctions.Core.Matching;

/// <summary>One state of the gallery: exact search by dot product over every named face.</summary>
/// <remarks>
/// <para>
/// The score of a face is the dot product of its embedding with the query, each component a float32, summed in double in the order of the components; its similarity is
/// the score as float32, inside [-1, 1]. Matches are ordered by score, equal ones by person, then by photo, both ordinally: every process gives the same answer.
/// </para>
/// <para>
/// A search reads four bits a component of every face. From those follows a bound that no score exceeds (<see cref="CodedQuery"/>); only where it reaches the worst match so
/// far are four more bits read, for a closer bound, and only where that reaches it too is the score computed. So the answer is that of a scan of all embeddings.
/// </para>
/// <para>Made by <see cref="FaceIndexBuilder"/> and never changed afterwards: any number of threads may search at once, and none waits for another.</para>
/// </remarks>
public sealed class FaceIndex
{
    private readonly RowLayout _layout;
    private readonly ChunkView[] _chunks;
    private readonly SearchSettings _settings;
    private PersonSummary[]? _people;

    internal FaceIndex(RowLayout layout, ChunkView[] chunks, int faceCount, int personCount, SearchSettings settings)
    {
        (_layout, _chunks, _settings) = (layout, chunks, settings);
        (FaceCount, PersonCount) = (faceCount, personCount);
    }

    /// <summary>Number of faces that a search can find.</summary>
    public int FaceCount { get; }

    /// <summary>Number of people who have at least one face.</summary>
    public int PersonCount { get; }

    /// <summary>Number of rows that a search reads, removed ones included.</summary>
    internal int RowCount => _chunks.Sum(view => view.Count);

    /// <summary>Everybody with the number of their photos, in ordinal order of names.</summary>
    public IReadOnlyList<PersonSummary> People() => _people ??= CountPeople();

    /// <summary>Finds the people nearest to a query, each by their nearest photo.</summary>
    /// <inheritdoc cref="Search(ReadOnlySpan{float}, SearchFilter, MatchUnit, Span{PersonMatch})"/>
    /// <param name="query">Unit vector of the index's dimension.</param>
    /// <param name="excludedPhoto">Photo whose faces are passed over (a gallery photo must not find itself); null for none.</param>
    /// <param name="matches">Receives the matches, best first.</param>
    public int Search(ReadOnlySpan<float> query, string? excludedPhoto, Span<PersonMatch> matches) =>
        Search(query, new SearchFilter(ExcludedPhoto: excludedPhoto), MatchUnit.Person, matches);

    /// <summary>Finds what is nearest to a query. Allocates nothing once as many searches have run at once before.</summary>
    /// <param name="query">Vector of the index's dimension: a unit vector, for similarities to be cosines. Every finite value is right.</param>
    /// <param name="filter">Which faces to look at.</param>
    /// <param name="unit">Whether to list people or photos.</param>
    /// <param name="matches">Receives the matches, best first. Made for some hundred at most: each found one is compared with all.</param>
    /// <returns>How many were written: the smaller of <c>matches.Length</c> and the number found.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="query"/> has another dimension.</exception>
    /// <exception cref="ArgumentException"><paramref name="query"/> holds NaN or infinity.</exception>
    public int Search(ReadOnlySpan<float> query, SearchFilter filter, MatchUnit unit, Span<PersonMatch> matches)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, _layout.Dimension);
        if (matches.IsEmpty)
        {
            return 0;
        }

        SearchJob job = SearchJob.Take(_layout, queries: 1);
        try
        {
            job.SetQuery(0, query, unit, Wanted(matches.Length, unit));
            job.Run(_chunks, filter, _settings);
            return job.TakeMatches(0, matches);
        }
        finally
        {
            job.Finish();
        }
    }

    /// <summary>Finds what is nearest to each of several queries, reading the gallery once for all of them. The answers are those of as many searches.</summary>
    /// <param name="queries">The queries, one after another: a whole number of vectors of the index's dimension.</param>
    /// <param name="filter">Which faces to look at.</param>
    /// <param name="unit">Whether to list people or photos.</param>
    /// <param name="top">Matches a query, 0 or more.</param>
    /// <param name="matches">Receives the matches: those of query i, best first, from i * <paramref name="top"/> on.</param>
    /// <param name="found">Receives how many were written for each query; as many as there are queries.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length does not fit the others.</exception>
    /// <exception cref="ArgumentException"><paramref name="queries"/> holds NaN or infinity.</exception>
    public void SearchAll(ReadOnlySpan<float> queries, SearchFilter filter, MatchUnit unit, int top, Span<PersonMatch> matches, Span<int> found)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(queries.Length, (long)found.Length * _layout.Dimension);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfLessThan(matches.Length, (long)found.Length * top);
        found.Clear();
        if (top == 0 || found.IsEmpty)
        {
            return;
        }

        SearchJob job = SearchJob.Take(_layout, found.Length);
        try
        {
            for (int number = 0; number < found.Length; number++)
            {
                job.SetQuery(number, queries.Slice(number * _layout.Dimension, _layout.Dimension), unit, Wanted(top, unit));
            }

            job.Run(_chunks, filter, _settings);
            for (int number = 0; number < found.Length; number++)
            {
                found[number] = job.TakeMatches(number, matches.Slice(number * top, top));
            }
        }
        finally
        {
            job.Finish();
        }
    }

    // Only once all places are taken can a bound exclude a face. One place at least: an empty index has nobody to give it to.
    private int Wanted(int top, MatchUnit unit) => Math.Max(1, Math.Min(top, unit == MatchUnit.Person ? PersonCount : FaceCount));

    private PersonSummary[] CountPeople()
    {
        var photos = new Dictionary<string, int>(PersonCount, ReferenceEqualityComparer.Instance);
        foreach (ChunkView view in _chunks)
        {
            for (int row = 0; row < view.Count; row++)
            {
                if (!view.IsRemoved(row))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(photos, view.Chunk.People[row], out _)++;
                }
            }
        }

        return [.. photos.Select(person => new PersonSummary(person.Key, person.Value)).OrderBy(person => person.Person, StringComparer.Ordinal)];
    }
}
