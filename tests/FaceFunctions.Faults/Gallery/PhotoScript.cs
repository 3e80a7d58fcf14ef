using System.Globalization;
using System.Text;

namespace FaceFunctions.Faults.Gallery;

/// <summary>The content of a photo in these campaigns: a line that says what an analysis finds in it, so that everybody who reads the blob knows what must be stored.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Seed">Decides the vectors; no two versions share one.</param>
internal sealed record PhotoScript(PhotoKind Kind, int Seed)
{
    /// <summary>Components of a vector.</summary>
    public const int Dimension = 64;

    /// <summary>Larger photos are recorded as too large.</summary>
    public const int MaxBytes = 2048;

    private const string Format = "photo";

    /// <summary>Faces that an analysis finds.</summary>
    public int FacesFound => Kind switch
    {
        PhotoKind.Enrolled => 1 + (Seed % 3),
        PhotoKind.Refused => 2 + (Seed % 2),
        PhotoKind.Crowd => 93,
        _ => 0,
    };

    /// <summary>Faces that are stored: at most 90 fit (docs/decisions/0003).</summary>
    public int FacesStored => Math.Min(FacesFound, 90);

    /// <summary>Reads a photo's content.</summary>
    public static PhotoScript Parse(ReadOnlySpan<byte> content)
    {
        string[] words = Encoding.ASCII.GetString(content).Split(' ');
        return words is [Format, var kind, var seed, ..]
            ? new PhotoScript(Enum.Parse<PhotoKind>(kind), int.Parse(seed, CultureInfo.InvariantCulture))
            : throw new InvalidDataException("This is no photo of a campaign.");
    }

    /// <summary>The photo's content.</summary>
    public byte[] ToBytes()
    {
        byte[] line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Format} {Kind} {Seed} "));
        return [.. line, .. Enumerable.Repeat((byte)'.', Kind == PhotoKind.TooLarge ? MaxBytes : 100)];
    }

    /// <summary>The direction of one face, not normalised.</summary>
    /// <param name="face">From 0; the largest face is the first.</param>
    public float[] Direction(int face)
    {
        var random = new Random((Seed * 100) + face);
        return [.. Enumerable.Range(0, Dimension).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}

/// <summary>What becomes of a photo.</summary>
internal enum PhotoKind
{
    /// <summary>Its first face stands for the person.</summary>
    Enrolled,

    /// <summary>Two faces of one size: nobody is meant.</summary>
    Refused,

    /// <summary>More faces than one photo can keep, the first clearly the largest.</summary>
    Crowd,

    /// <summary>No face.</summary>
    NoFace,

    /// <summary>No picture.</summary>
    Unreadable,

    /// <summary>Over the limit in bytes.</summary>
    TooLarge,

    /// <summary>The analysis fails, and would again.</summary>
    Failed,
}
