using System.Globalization;
using FaceFunctions.Evaluation.Pages;
using FaceFunctions.Shared;

namespace FaceFunctions.Evaluation.Answers;

/// <summary>Shows answers as one HTML file: each face framed in its photo, beside the gallery photo that it is most like.</summary>
public static class AnswersSheet
{
    /// <summary>Most faces with pictures: some 16 KB each, and no one looks at more.</summary>
    public const int MostPictures = 500;

    private const int CropSize = 216;

    /// <summary>Makes the page. Reads each photo that it shows once more.</summary>
    /// <param name="summary">What was asked, in a sentence.</param>
    /// <param name="faces">The answers.</param>
    /// <param name="fileOf">The file of a photo that was asked about; null where it is not on this machine.</param>
    /// <param name="pictureOf">A gallery photo's subject as a data URI; null without one.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static string Create(string summary, IReadOnlyList<AnsweredFace> faces, Func<string, string?> fileOf, Func<string, string?> pictureOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fileOf);
        ArgumentNullException.ThrowIfNull(pictureOf);
        AnsweredFace[] answered = [.. faces.Where(face => face.Error is null)];
        AnsweredFace[] failed = [.. faces.Where(face => face.Error is not null)];
        AnsweredFace[] shown = [.. answered.Take(MostPictures)];
        string?[] crops = FaceCrops.DataUris([.. shown.Select(face => (fileOf(face.Photo) ?? "", face.Box))], CropSize, cancellationToken, framed: true);
        Html rest = answered.Length <= shown.Length ? default : Html.Of($"""
            <h2>Without pictures</h2>
            {Page.Table(["photo", "face", "decision", "person", "cosine", "margin", "best gallery photo"], answered.Skip(MostPictures).Select(Cells))}
            """);
        Html errors = failed.Length == 0 ? default : Html.Of($"""
            <h2>Without an answer</h2>
            {Page.Table(["photo", "why", ""], failed.Select(face => (IReadOnlyList<string>)[face.Photo, face.Error!, face.Message ?? ""]))}
            """);
        return Page.Create("Who is in these photos", Html.Of($"""
            <p class="soft">{summary} The number is the cosine similarity to the nearest gallery photo, and the margin how much less like it the next person is. Neither is a probability.</p>
            <ol class="pairs">
            {shown.Zip(crops, (face, crop) => Item(face, crop, face.BestPhoto is { } photo ? pictureOf(photo) : null))}
            </ol>
            {rest}{errors}
            """));
    }

    private static Html Item(AnsweredFace face, string? crop, string? best)
    {
        string decision = face.Decision ?? "";
        return Html.Of($"""
            <li><div class="two"><div>{Page.Picture(crop, $"Face {face.Number} of {face.Photo}")}<span class="soft">face {face.Number} of {face.Photo}</span></div>
            <div>{Page.Picture(best, face.BestPhoto ?? "no gallery photo")}<span class="soft">{face.BestPhoto ?? "nobody to compare with"}</span></div></div>
            <span><em class="{decision}">{decision}</em> <b>{face.Person}</b> {Number(face.Similarity)}{(face.Margin is { } margin ? $", margin {Number(margin)}" : "")}</span></li>

            """);
    }

    private static string[] Cells(AnsweredFace face) =>
        [face.Photo, $"{face.Number}", face.Decision ?? "", face.Person ?? "", Number(face.Similarity), Number(face.Margin), face.BestPhoto ?? ""];

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
