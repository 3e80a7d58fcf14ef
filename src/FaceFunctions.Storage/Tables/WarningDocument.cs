using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Storage.Tables;

/// <summary>A photo's warnings as a column: a JSON array. A row without it, as older versions wrote them, has none.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Own">Cosine to the nearest photo of the own person.</param>
/// <param name="Other">Cosine to the nearest photo of anybody else.</param>
internal sealed record WarningDocument(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("own"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float? Own = null,
    [property: JsonPropertyName("other"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float? Other = null)
{
    private const string LooksLikeAnother = "looksLikeAnother";
    private const string UnlikeOwn = "unlikeOwn";
    private const string NotCompared = "notCompared";

    public static string Write(IReadOnlyList<EnrollmentWarning> warnings) =>
        JsonSerializer.Serialize([.. warnings.Select(From)], WarningJson.Default.WarningDocumentArray);

    /// <exception cref="InvalidDataException">The column is not as <see cref="Write"/> writes it.</exception>
    public static IReadOnlyList<EnrollmentWarning> Read(string? column)
    {
        try
        {
            return column is null ? [] : [.. (JsonSerializer.Deserialize(column, WarningJson.Default.WarningDocumentArray) ?? []).Select(document => document.ToWarning())];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The warnings of a photo cannot be read.", error);
        }
    }

    private static WarningDocument From(EnrollmentWarning warning) => warning switch
    {
        EnrollmentWarning.LooksLikeAnother another => new WarningDocument(LooksLikeAnother, another.OwnSimilarity, another.Similarity),
        EnrollmentWarning.UnlikeOwn unlike => new WarningDocument(UnlikeOwn, unlike.OwnSimilarity),
        EnrollmentWarning.NotCompared => new WarningDocument(NotCompared),
        _ => throw new ArgumentOutOfRangeException(nameof(warning)),
    };

    private EnrollmentWarning ToWarning() => this switch
    {
        { Kind: LooksLikeAnother, Other: { } other } => new EnrollmentWarning.LooksLikeAnother(Own, other),
        { Kind: UnlikeOwn, Own: { } own } => new EnrollmentWarning.UnlikeOwn(own),
        { Kind: NotCompared } => new EnrollmentWarning.NotCompared(),
        _ => throw new InvalidDataException("The warnings of a photo are of no known kind."),
    };
}

/// <summary>Written by the source generator.</summary>
[JsonSerializable(typeof(WarningDocument[]))]
internal sealed partial class WarningJson : JsonSerializerContext;
