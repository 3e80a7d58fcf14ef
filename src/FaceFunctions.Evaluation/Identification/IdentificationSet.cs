namespace FaceFunctions.Evaluation.Identification;

/// <summary>Which photos make the gallery, and which are searched for.</summary>
/// <param name="Photos">Names of the photos.</param>
/// <param name="Entries">One a photo, in the same order.</param>
/// <param name="Source">In words, how it came about.</param>
public sealed record IdentificationSet(IReadOnlyList<string> Photos, IReadOnlyList<IdentificationEntry> Entries, string Source);

/// <summary>What a photo is for.</summary>
/// <param name="Person">Whom it shows; a probe's person who has no photo in the gallery is a stranger.</param>
/// <param name="IsGallery">Whether it is in the gallery, not a probe.</param>
public readonly record struct IdentificationEntry(string Person, bool IsGallery);
