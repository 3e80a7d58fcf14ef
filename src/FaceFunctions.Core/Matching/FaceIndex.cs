using System.Buffers;
using System.Numerics.Tensors;

namespace FaceFunctions.Core.Matching;

/// <summary>One state of the gallery: exact search by dot product over every named face.</summary>
/// <remarks>
/// Made by <see cref="FaceIndexBuilder"/> and never changed afterwards: any number of threads may search at once.
/// The vectors are one row-major block of [rows x dimension] float32: 2 KiB a face at 512.
/// </remarks>
public sealed class FaceIndex
{
    /// <summary>Marks a row whose photo was removed or replaced.</summary>
    internal const int Removed = -1;

    private readonly float[] _vectors;
    private readonly int[] _personOfRow;
    private readonly string[] _photoOfRow;
    private readonly string[] _people;
    private readonly int[] _facesOfPerson;
    private readonly int _dimension;
    private readonly int _rows;

    internal FaceIndex(float[] vectors, int dimension, int rows, int[] personOfRow, string[] photoOfRow, string[] people, int[] facesOfPerson)
    {
        _vectors = vectors;
        _dimension = dimension;
        _rows = rows;
        _personOfRow = personOfRow;
        _photoOfRow = photoOfRow;
        _people = people;
        _facesOfPerson = facesOfPerson;
        FaceCount = facesOfPerson.Sum();
        PersonCount = facesOfPerson.Count(faces => faces > 0);
    }

    /// <summary>Number of faces that a search can find.</summary>
    public int FaceCount { get; }

    /// <summary>Number of people who have at least one face.</summary>
    public int PersonCount { get; }

    /// <summary>Everybody with the number of their photos, in ordinal order of names.</summary>
    public IReadOnlyList<PersonSummary> People() =>
        [.. _people.Zip(_facesOfPerson)
            .Where(pair => pair.Second > 0)
            .Select(pair => new PersonSummary(pair.First, pair.Second))
            .OrderBy(person => person.Person, StringComparer.Ordinal)];

    /// <summary>Finds the people nearest to a query, each by their nearest photo. Allocates nothing beyond pooled buffers.</summary>
    /// <param name="query">Unit vector of the index's dimension.</param>
    /// <param name="excludedPhoto">Photo whose faces are passed over (a gallery photo must not find itself); null for none.</param>
    /// <param name="matches">Receives the matches, best first; equal similarities in ordinal order of names, so that every process gives the same answer.</param>
    /// <returns>How many were written: the smaller of <c>matches.Length</c> and the number of people found.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="query"/> has another dimension.</exception>
    public int Search(ReadOnlySpan<float> query, string? excludedPhoto, Span<PersonMatch> matches)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, _dimension);
        if (matches.IsEmpty || FaceCount == 0)
        {
            return 0;
        }

        int[] bestRow = ArrayPool<int>.Shared.Rent(_people.Length);
        float[] bestScore = ArrayPool<float>.Shared.Rent(_people.Length);
        try
        {
            Array.Fill(bestRow, Removed, 0, _people.Length);
            ScanRows(query, excludedPhoto, bestRow, bestScore);
            return TakeBest(bestRow, bestScore, matches);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(bestRow);
            ArrayPool<float>.Shared.Return(bestScore);
        }
    }

    private void ScanRows(ReadOnlySpan<float> query, string? excludedPhoto, int[] bestRow, float[] bestScore)
    {
        for (int row = 0; row < _rows; row++)
        {
            int person = _personOfRow[row];
            if (person == Removed || (excludedPhoto is not null && _photoOfRow[row] == excludedPhoto))
            {
                continue;
            }

            float score = TensorPrimitives.Dot(_vectors.AsSpan(row * _dimension, _dimension), query);
            int best = bestRow[person];
            if (best == Removed || score > bestScore[person] || (score == bestScore[person] && string.CompareOrdinal(_photoOfRow[row], _photoOfRow[best]) < 0))
            {
                bestRow[person] = row;
                bestScore[person] = score;
            }
        }
    }

    private int TakeBest(int[] bestRow, float[] bestScore, Span<PersonMatch> matches)
    {
        int found = 0;
        for (int person = 0; person < _people.Length; person++)
        {
            if (bestRow[person] == Removed)
            {
                continue;
            }

            // The dot product of two unit vectors may leave [-1, 1] by a rounding error; a cosine may not.
            var match = new PersonMatch(_people[person], _photoOfRow[bestRow[person]], Math.Clamp(bestScore[person], -1, 1));
            if (found == matches.Length && !ComesBefore(match, matches[^1]))
            {
                continue;
            }

            // Sorted insertion, not a heap: few are asked for and most people fail the test above.
            int slot = found < matches.Length ? found++ : found - 1;
            for (; slot > 0 && ComesBefore(match, matches[slot - 1]); slot--)
            {
                matches[slot] = matches[slot - 1];
            }

            matches[slot] = match;
        }

        return found;
    }

    private static bool ComesBefore(in PersonMatch a, in PersonMatch b) =>
        a.Similarity > b.Similarity || (a.Similarity == b.Similarity && string.CompareOrdinal(a.Person, b.Person) < 0);
}

/// <summary>A person of the gallery.</summary>
/// <param name="Person">The name.</param>
/// <param name="PhotoCount">Number of enrolled photos, 1 or more.</param>
public readonly record struct PersonSummary(string Person, int PhotoCount);
