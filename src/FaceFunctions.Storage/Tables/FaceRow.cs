using System.Numerics;
using Azure.Data.Tables;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Storage.Tables;

/// <summary>A face's row as a table entity: the vector as little-endian float32, every other number as a double, which holds a float exactly.</summary>
internal static class FaceRow
{
    /// <summary>What a search needs of a face.</summary>
    public static readonly string[] NamedColumns = ["RowKey", "Photo", "Person", "Vector"];

    /// <summary>What enrolment measured of a face, and whose it is.</summary>
    public static readonly string[] MeasuredColumns =
    [
        "Photo", "Person", "Quality", "QualityDetectionScore", "QualitySidePixels", "QualitySharpness", "QualityBrightness", "QualityYawDegrees", "QualityPitchDegrees", "QualityRollDegrees",
    ];

    private static readonly string[] Points = ["LeftEye", "RightEye", "Nose", "MouthLeft", "MouthRight"];

    public static TableEntity From(PhotoKey key, string photo, string bundleId, int index, FaceRecord face, string write)
    {
        var row = new TableEntity(key.PartitionKey, RowKeys.Face(key.Hash, index))
        {
            ["Photo"] = photo,
            ["BundleId"] = bundleId,
            ["Vector"] = face.Embedding.ToBytes(),
            ["BoxX"] = (double)face.Face.Box.X,
            ["BoxY"] = (double)face.Face.Box.Y,
            ["BoxWidth"] = (double)face.Face.Box.Width,
            ["BoxHeight"] = (double)face.Face.Box.Height,
            ["Score"] = (double)face.Face.Score,
            ["Quality"] = (double)face.Quality.Score,
            ["QualityDetectionScore"] = (double)face.Quality.DetectionScore,
            ["QualitySidePixels"] = (double)face.Quality.SidePixels,
            ["QualitySharpness"] = (double)face.Quality.Sharpness,
            ["QualityBrightness"] = (double)face.Quality.Brightness,
            ["QualityYawDegrees"] = (double)face.Quality.YawDegrees,
            ["QualityPitchDegrees"] = (double)face.Quality.PitchDegrees,
            ["QualityRollDegrees"] = (double)face.Quality.RollDegrees,
            ["Write"] = write,
        };
        if (face.Person is { } person)
        {
            // Absent, not empty, for everybody else: a filter on Person then finds named faces only.
            row["Person"] = person;
        }

        if (face.Face.Landmarks is { } landmarks)
        {
            Span<Vector2> points = stackalloc Vector2[Points.Length];
            landmarks.CopyTo(points);
            for (int i = 0; i < Points.Length; i++)
            {
                row[Points[i] + "X"] = (double)points[i].X;
                row[Points[i] + "Y"] = (double)points[i].Y;
            }
        }

        return row;
    }

    /// <exception cref="InvalidDataException">The row is not as <see cref="From"/> writes it.</exception>
    public static FaceRecord Read(TableEntity row) => new(
        row.GetString("Person"),
        new DetectedFace(
            new PixelBox(Number(row, "BoxX"), Number(row, "BoxY"), Number(row, "BoxWidth"), Number(row, "BoxHeight")),
            row.ContainsKey(Points[0] + "X") ? new FaceLandmarks(Point(row, 0), Point(row, 1), Point(row, 2), Point(row, 3), Point(row, 4)) : null,
            Number(row, "Score")),
        Quality(row),
        Vector(row));

    /// <summary>Reads a row of which only <see cref="NamedColumns"/> were asked for.</summary>
    /// <param name="row">The row.</param>
    /// <param name="photo">The photo whose key it has.</param>
    /// <returns>Null when one of them is missing or damaged, or the row is another photo's.</returns>
    public static NamedFace? ReadNamed(TableEntity row, PhotoId photo)
    {
        try
        {
            string name = row.Required(row.GetString("Photo"), "Photo");
            string person = row.Required(row.GetString("Person"), "Person");
            return person.Length <= PhotoPath.MaxNameLength && PhotoId.Of(name) == photo ? new NamedFace(name, person, Vector(row)) : null;
        }
        catch (Exception damage) when (damage is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            // The last is what the SDK throws for a column of another type.
            return null;
        }
    }

    /// <summary>Reads a row of which only <see cref="MeasuredColumns"/> were asked for.</summary>
    /// <returns>Null when one of them is missing: a damaged row must not keep the others from being read.</returns>
    public static MeasuredFace? ReadMeasured(TableEntity row)
    {
        try
        {
            return new MeasuredFace(row.Required(row.GetString("Person"), "Person"), row.Required(row.GetString("Photo"), "Photo"), Quality(row));
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            // A column of another type is an InvalidOperationException of the client's.
            return null;
        }
    }

    private static FaceQuality Quality(TableEntity row) => new(
        Number(row, "Quality"),
        Number(row, "QualityDetectionScore"),
        Number(row, "QualitySidePixels"),
        Number(row, "QualitySharpness"),
        Number(row, "QualityBrightness"),
        Number(row, "QualityYawDegrees"),
        Number(row, "QualityPitchDegrees"),
        Number(row, "QualityRollDegrees"));

    private static FaceEmbedding Vector(TableEntity row)
    {
        try
        {
            return FaceEmbedding.FromBytes(row.Required(row.GetBinary("Vector"), "Vector"));
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"Row {row.RowKey} holds no vector.", error);
        }
    }

    private static Vector2 Point(TableEntity row, int index) => new(Number(row, Points[index] + "X"), Number(row, Points[index] + "Y"));

    private static float Number(TableEntity row, string column) => (float)row.Required(row.GetDouble(column), column);
}
