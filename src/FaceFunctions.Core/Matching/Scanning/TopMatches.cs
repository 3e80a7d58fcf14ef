namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>The best matches of one query so far, which all threads of a search share.</summary>
/// <remarks>
/// The order: higher scores first; of equal ones, ordinal order of people, then of photos. A person (or photo) is kept once, by the best of its faces so far. That is
/// enough: who was pushed out had others before it, who only get better, so that only a better face can bring it back.
/// </remarks>
internal sealed class TopMatches
{
    private readonly Lock _changing = new();
    private Entry[] _entries = [];
    private MatchUnit _unit;
    private int _wanted;
    private int _count;
    private CodedQuery? _query;
    private volatile float _floor;

    /// <summary>A face whose bound, in the units of the query, is below this cannot be among the best; negative infinity while there is room.</summary>
    public float Floor => _floor;

    /// <summary>Begins a search.</summary>
    public void Start(CodedQuery query, MatchUnit unit, int wanted)
    {
        if (_entries.Length < wanted)
        {
            _entries = new Entry[wanted];
        }

        (_query, _unit, _wanted, _count, _floor) = (query, unit, wanted, 0, float.NegativeInfinity);
    }

    /// <summary>Takes a face in when it is among the best. Safe for several threads.</summary>
    public void Offer(double score, string person, string photo)
    {
        var entry = new Entry(score, person, photo);
        lock (_changing)
        {
            int place = Find(entry);
            if (place < 0 && _count < _wanted)
            {
                place = _count++;
            }
            else if (place < 0)
            {
                place = _wanted - 1;
                if (!entry.ComesBefore(_entries[place]))
                {
                    return;
                }
            }
            else if (!entry.ComesBefore(_entries[place]))
            {
                return;
            }

            // Sorted insertion, not a heap: few are asked for, and hardly a face gets this far.
            for (; place > 0 && entry.ComesBefore(_entries[place - 1]); place--)
            {
                _entries[place] = _entries[place - 1];
            }

            _entries[place] = entry;
            if (_count == _wanted)
            {
                _floor = _query!.FloorOf(_entries[_count - 1].Score);
            }
        }
    }

    /// <summary>Ends a search: writes what was found, best first, and keeps no name.</summary>
    /// <returns>How many were written.</returns>
    public int Take(Span<PersonMatch> matches)
    {
        for (int place = 0; place < _count; place++)
        {
            Entry entry = _entries[place];

            // The norms of two embeddings may be a little more than 1; a cosine may not.
            matches[place] = new PersonMatch(entry.Person, entry.Photo, (float)Math.Clamp(entry.Score, -1, 1));
        }

        Array.Clear(_entries, 0, _count);
        return _count;
    }

    // Names are one instance each (RowChunk).
    private int Find(in Entry entry)
    {
        for (int place = 0; place < _count; place++)
        {
            if (_unit == MatchUnit.Person ? ReferenceEquals(_entries[place].Person, entry.Person) : ReferenceEquals(_entries[place].Photo, entry.Photo))
            {
                return place;
            }
        }

        return -1;
    }

    private readonly record struct Entry(double Score, string Person, string Photo)
    {
        public bool ComesBefore(in Entry other)
        {
            if (Score != other.Score)
            {
                return Score > other.Score;
            }

            int order = string.CompareOrdinal(Person, other.Person);
            return order < 0 || (order == 0 && string.CompareOrdinal(Photo, other.Photo) < 0);
        }
    }
}
