using FaceFunctions.Core.Evaluation;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Verification;

namespace FaceFunctions.Evaluation.Identification;

/// <summary>How well a bundle finds people in a gallery, and leaves strangers alone.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Source">How gallery and probes came about.</param>
/// <param name="Seed">Names the choices of chance, the order of the people among them.</param>
/// <param name="Photos">What became of the photos.</param>
/// <param name="GalleryPhotos">Photos in the gallery.</param>
/// <param name="KnownProbes">Probes of people in the gallery.</param>
/// <param name="StrangerProbes">Probes of others.</param>
/// <param name="MatchThreshold">The bundle's own.</param>
/// <param name="Sizes">A result for each size of the gallery.</param>
/// <param name="Speed">What embedding took.</param>
public sealed record IdentificationResult(
    string Bundle,
    string Folder,
    string Source,
    int Seed,
    PhotoTally Photos,
    int GalleryPhotos,
    int KnownProbes,
    int StrangerProbes,
    double MatchThreshold,
    IReadOnlyList<IdentificationAtSize> Sizes,
    EmbeddingSpeed Speed);

/// <summary>Identification at one size of the gallery.</summary>
/// <param name="People">People in the gallery.</param>
/// <param name="KnownProbes">Probes of these.</param>
/// <param name="Cmc">Rank-k rates; null when nobody of the gallery has a probe.</param>
/// <param name="Tpirs">TPIR at each FPIR; empty when a kind of probes is missing.</param>
/// <param name="AtMatchThreshold">What the bundle's match threshold does at this size; null when a kind of probes is missing.</param>
/// <param name="Det">FPIR and FNIR, thinned to some hundred points.</param>
public sealed record IdentificationAtSize(
    int People, int KnownProbes, IReadOnlyList<RankRate>? Cmc, IReadOnlyList<TpirAtFpir> Tpirs, IdentificationPoint? AtMatchThreshold, IReadOnlyList<IdentificationPoint> Det);

/// <summary>A rank-k rate.</summary>
/// <param name="Rank">k.</param>
/// <param name="Rate">Part of the known people's probes whose person is among the first k.</param>
public readonly record struct RankRate(int Rank, double Rate);

/// <summary>TPIR at a FPIR.</summary>
/// <param name="Fpir">The wanted FPIR.</param>
/// <param name="Point">Threshold and rates; null when there are not enough probes of strangers.</param>
public sealed record TpirAtFpir(double Fpir, IdentificationPoint? Point)
{
    /// <summary>TPIR; null when it cannot be measured.</summary>
    public double? Tpir => 1 - Point?.FalseNegativeIdentificationRate;
}
