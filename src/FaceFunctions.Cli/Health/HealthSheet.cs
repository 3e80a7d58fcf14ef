using FaceFunctions.Cli.Output;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Evaluation.Health;
using FaceFunctions.Shared;

namespace FaceFunctions.Cli.Health;

/// <summary>Writes the page of <c>gallery health --html</c>; the service cuts the faces out.</summary>
internal static class HealthSheet
{
    // A photo's subject is its largest face.
    private static readonly PictureOptions Crop = new() { Face = 0, Size = 216 };
    private const int AtOnce = 4;

    /// <summary>Writes the page.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(CommandRun run, HealthDocument health, string file, CancellationToken cancellationToken)
    {
        string[] photos =
        [
            .. health.Sections.SelectMany(section => section.Findings)
                .SelectMany(finding => new[] { finding.Face, HealthText.Beside(finding) }).OfType<HealthFaceDocument>().Select(face => face.Photo).Distinct(StringComparer.Ordinal),
        ];
        string?[] pictures = new string?[photos.Length];
        await run.Report.WithProgressAsync(photos.Length, ProgressUnit.Photos, async progress =>
        {
            progress.Describe("Cutting out");
            int done = 0;
            await Parallel.ForAsync(0, photos.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (i, token) =>
            {
                pictures[i] = await PictureAsync(run.Api, photos[i], token);
                progress.Set(Interlocked.Increment(ref done));
            });
            return done;
        });
        Dictionary<string, string?> pictureOf = photos.Zip(pictures).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        ShownSection[] sections =
        [
            .. health.Sections.Where(section => section.Count > 0).Select(section => new ShownSection(
                HealthText.Title(section), section.Advice, [.. section.Findings.Select(finding => new ShownFinding(HealthText.Text(finding), Faces(finding)))])),
        ];
        await File.WriteAllTextAsync(file, HealthPage.Create(HealthText.Summary(health), sections), cancellationToken);

        ShownHealthFace[] Faces(HealthFindingDocument finding) =>
            [.. new[] { finding.Face, HealthText.Beside(finding) }.OfType<HealthFaceDocument>().Select(face => new ShownHealthFace(face.Photo, HealthText.Numbers(face), pictureOf[face.Photo]))];
    }

    /// <summary>A gallery photo's subject as a data URI; null when there is none: a page without a picture is still a page.</summary>
    internal static async Task<string?> PictureAsync(FaceClient api, string photo, CancellationToken cancellationToken)
    {
        if (!PhotoPath.TryParse(photo, out PhotoPath path))
        {
            return null;
        }

        try
        {
            using PhotoPicture picture = await api.GetPictureAsync(path.Name, Crop, cancellationToken);
            using var file = new MemoryStream();
            await picture.Content.CopyToAsync(file, cancellationToken);
            return $"data:image/jpeg;base64,{Convert.ToBase64String(file.GetBuffer(), 0, (int)file.Length)}";
        }
        catch (Exception error) when (error is FaceFunctionsException or IOException)
        {
            return null;
        }
    }
}
