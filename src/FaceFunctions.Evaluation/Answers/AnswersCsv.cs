using System.Globalization;
using CsvHelper;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.Evaluation.Answers;

/// <summary>Writes answers as CSV: a face a row, and a row for each photo without an answer. Numbers have a point; what is not there is empty.</summary>
public static class AnswersCsv
{
    private static readonly string[] Columns = ["photo", "face", "x", "y", "width", "height", "decision", "person", "similarity", "margin", "best_photo", "error", "message"];

    /// <summary>Writes them.</summary>
    /// <param name="writer">Where to; stays open.</param>
    /// <param name="faces">The rows, in their order.</param>
    public static void Write(TextWriter writer, IEnumerable<AnsweredFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        Row(csv, Columns);
        foreach (AnsweredFace face in faces)
        {
            PixelBox? box = face.Box;
            Row(
                csv,
                [
                    face.Photo, $"{face.Number}", Number(box?.X), Number(box?.Y), Number(box?.Width), Number(box?.Height),
                    face.Decision, face.Person, Number(face.Similarity), Number(face.Margin), face.BestPhoto, face.Error, face.Message,
                ]);
        }
    }

    private static void Row(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (string? cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string? Number(float? value) => value?.ToString("0.#", CultureInfo.InvariantCulture);

    private static string? Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);
}
