using System.Globalization;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Matching;
using FaceFunctions.Evaluation.Pages;
using FaceFunctions.Shared;

namespace FaceFunctions.Evaluation.Finding;

/// <summary>Shows what was found as one HTML file, each face cut out of its photo.</summary>
public static class ContactSheet
{
    /// <summary>Most crops a face: some 8 KB each, and no one looks at more.</summary>
    public const int MostPictures = 500;

    private const int CropSize = 216;

    /// <summary>Makes the page. Reads each photo that it shows once more.</summary>
    /// <param name="soughtFile">Path of the photo that is asked about.</param>
    /// <param name="soughtName">Its name.</param>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="thresholds">What counts as a match.</param>
    /// <param name="results">What was found.</param>
    /// <param name="photo">Path and name of each photo, by its number.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static string Create(
        string soughtFile, string soughtName, string bundleId, MatchThresholds thresholds, IReadOnlyList<FoundFace> results, Func<int, (string File, string Name)> photo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(photo);
        var sections = new List<Html>();
        for (int i = 0; i < results.Count; i++)
        {
            FoundFace result = results[i];
            FoundPhoto[] shown = [.. result.Photos.Take(MostPictures)];
            string?[] crops = FaceCrops.DataUris(
                [(soughtFile, result.Sought.Face.Box), .. shown.Select(found => (photo(found.Photo).File, (PixelBox?)found.Face.Face.Box))], CropSize, cancellationToken);
            sections.Add(Section(result, $"Face {i} of {soughtName}", crops, [.. shown.Zip(crops.Skip(1), (found, crop) => Item(found, photo(found.Photo).Name, crop))]));
        }

        return Page.Create($"Photos of who is in {soughtName}", Html.Of($"""
            <p class="soft">Bundle {bundleId}. The number is the cosine similarity: a <span class="match">match</span> from {Number(thresholds.Match)}{Review(thresholds)}. It is no probability.</p>
            {sections}
            """));
    }

    private static Html Section(FoundFace result, string title, string?[] crops, Html[] items) => Html.Of($"""
        <section>
        <h2>{title}</h2>
        {Page.Picture(crops[0], title)}
        <p>{Summary(result, items.Length)}</p>
        <ol class="sheet">
        {items}
        </ol>
        </section>

        """);

    private static string Summary(FoundFace result, int shown) => result.Count == 0
        ? result.Nearest is { } nearest ? $"Nobody like this. The nearest photo has {Number(nearest.Similarity)}." : "No photo has a face."
        : string.Create(CultureInfo.InvariantCulture, $"{result.Count} photos{(shown < result.Count ? $", of which the best {shown} are shown" : "")}.");

    private static Html Item(FoundPhoto found, string name, string? crop) => Html.Of($"""
        <li>{Page.Picture(crop, name)}<span><b>{Number(found.Similarity)}</b> <em class="{Word(found.Decision)}">{Word(found.Decision)}</em></span><span>{name}</span></li>

        """);

    private static string Review(MatchThresholds thresholds) => thresholds.Review < thresholds.Match ? $", worth a look (uncertain) from {Number(thresholds.Review)}" : "";

    private static string Word(MatchDecision decision) => decision.ToString().ToLowerInvariant();

    private static string Number(float value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
