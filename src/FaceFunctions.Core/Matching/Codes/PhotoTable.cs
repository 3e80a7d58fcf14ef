using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>Which rows a photo has, by a part of its <see cref="PhotoId"/>: a hash table of 8 bytes a place, between half and four fifths full.</summary>
/// <remarks>
/// A place holds 32 bits of the id and the row's number. Two photos can have the same 32 bits, so whoever finds a row asks whether it is the photo's. A photo of several rows has as many
/// places. Collisions go to the next place (linear probing), and a removal closes its gap, so that nothing is left behind by any number of changes.
/// </remarks>
internal sealed class PhotoTable
{
    private const int LeastPlaces = 16;

    // (tag << 32) | (row + 1); 0 is free.
    private ulong[] _places = [];
    private int _count;

    /// <summary>Makes room for so many rows at once, instead of growing to them.</summary>
    public void Reserve(int rows)
    {
        if (rows > Most(_places.Length))
        {
            Resize((int)Math.Min(Array.MaxLength, (rows * 5L / 4) + LeastPlaces));
        }
    }

    /// <summary>Adds a row of a photo.</summary>
    public void Add(PhotoId photo, int row)
    {
        if (_count >= Most(_places.Length))
        {
            Resize(checked(_places.Length + (_places.Length / 2) + LeastPlaces));
        }

        Put(Entry(photo, row));
        _count++;
    }

    /// <summary>The first place of rows that may be a photo's; -1 when there is none.</summary>
    public int First(PhotoId photo) => _count == 0 ? -1 : FindFrom(Home(Tag(photo)), Tag(photo));

    /// <summary>The place after one that was found.</summary>
    public int After(int place, PhotoId photo) => FindFrom(Next(place), Tag(photo));

    /// <summary>The row of a place.</summary>
    public int RowAt(int place) => (int)(uint)_places[place] - 1;

    /// <summary>Notes that a row of a photo has another number.</summary>
    public void Move(PhotoId photo, int before, int now)
    {
        ulong entry = Entry(photo, before);
        int place = Home(Tag(photo));
        while (_places[place] != entry)
        {
            place = _places[place] != 0 ? Next(place) : throw new InvalidOperationException("A row is not known.");
        }

        _places[place] = Entry(photo, now);
    }

    /// <summary>Frees a place. Places that were found before are no longer to be used.</summary>
    public void RemoveAt(int place)
    {
        int free = place;
        for (int at = Next(place); _places[at] != 0; at = Next(at))
        {
            // Whoever could not have its own place may come nearer to it, but never in front of it.
            int home = Home((uint)(_places[at] >> 32));
            bool stays = free < at ? free < home && home <= at : free < home || home <= at;
            if (!stays)
            {
                _places[free] = _places[at];
                free = at;
            }
        }

        _places[free] = 0;
        _count--;
    }

    // The first byte of an id decides the partition, so these are others.
    private static uint Tag(PhotoId photo) => (uint)photo.Value;

    private static ulong Entry(PhotoId photo, int row) => ((ulong)Tag(photo) << 32) | ((uint)row + 1);

    private static int Most(int places) => (int)(places * 4L / 5);

    private int Home(uint tag) => (int)(((ulong)tag * (uint)_places.Length) >> 32);

    private int Next(int place) => place + 1 == _places.Length ? 0 : place + 1;

    private int FindFrom(int place, uint tag)
    {
        for (; _places[place] != 0; place = Next(place))
        {
            if ((uint)(_places[place] >> 32) == tag)
            {
                return place;
            }
        }

        return -1;
    }

    private void Put(ulong entry)
    {
        int place = Home((uint)(entry >> 32));
        while (_places[place] != 0)
        {
            place = Next(place);
        }

        _places[place] = entry;
    }

    private void Resize(int places)
    {
        ulong[] before = _places;
        _places = new ulong[places];
        foreach (ulong entry in before)
        {
            if (entry != 0)
            {
                Put(entry);
            }
        }
    }
}
