namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>What the command <c>load-gallery</c> measures.</summary>
/// <param name="Faces">Faces of the gallery on the local disk; rounded up to whole people of five.</param>
/// <param name="StoredFaces">Faces of the gallery on Azurite; 0 for none.</param>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Runs">Loads of each kind; the median counts.</param>
internal sealed record GalleryLoadOptions(int Faces, int StoredFaces, int Dimension, int Runs);
