namespace FaceFunctions.Training.Data;

/// <summary>Square pictures in memory, one byte a pixel, with as many of each person.</summary>
/// <param name="side">Side of a picture in pixels.</param>
/// <param name="picturesPerPerson">How many pictures each person has.</param>
/// <param name="pictures">All of the first person, then all of the second, and so on. Not copied.</param>
internal sealed class PictureSet(int side, int picturesPerPerson, LocatedPicture[] pictures)
{
    /// <summary>Number of pictures.</summary>
    public int Count => pictures.Length;

    /// <summary>Number of people.</summary>
    public int People => pictures.Length / picturesPerPerson;

    /// <summary>Side of a picture in pixels.</summary>
    public int Side => side;

    /// <summary>A picture.</summary>
    public LocatedPicture this[int picture] => pictures[picture];

    /// <summary>The same people with some of their pictures.</summary>
    /// <param name="takes">Whether a picture is taken, by its number among its person's, from 0; the same for each person.</param>
    public PictureSet Part(Predicate<int> takes) =>
        new(side, Enumerable.Range(0, picturesPerPerson).Count(number => takes(number)), [.. pictures.Where((_, i) => takes(i % picturesPerPerson))]);

    /// <summary>Who is in a picture, from 0 to <see cref="People"/> - 1.</summary>
    public int PersonOf(int picture) => picture / picturesPerPerson;
}

/// <summary>A picture of which it is known where the face is.</summary>
/// <param name="Luma">[side x side] values, from 0 to 255.</param>
/// <param name="Points">The numbers of the face's five points; see <see cref="Networks.FacePoints"/>.</param>
internal readonly record struct LocatedPicture(byte[] Luma, float[] Points);
