using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Health;

/// <summary>What enrolment measured of the gallery's faces.</summary>
public interface IFaceQualities
{
    /// <summary>Reads the quality of every named face, in no particular order, without its vector; what cannot be read is passed over.</summary>
    /// <param name="bundleId">Only faces of this bundle.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Gallery.StorageUnavailableException">Storage stays unreachable or throttled after retries.</exception>
    IAsyncEnumerable<MeasuredFace> ReadQualitiesAsync(string bundleId, CancellationToken cancellationToken);
}

/// <summary>A named face, as enrolment measured it.</summary>
/// <param name="Person">Its person.</param>
/// <param name="Photo">Blob name inside the gallery container.</param>
/// <param name="Quality">What was measured.</param>
public sealed record MeasuredFace(string Person, string Photo, FaceQuality Quality);
