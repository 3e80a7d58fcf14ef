using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>What a closer look found.</summary>
/// <param name="Kept">Faces of the first look that it changed nothing about.</param>
/// <param name="Small">Faces that it found or saw better, each with the number of its part.</param>
/// <param name="Parts">The photo around the small faces; null when there is none. Disposed with this.</param>
internal sealed record CloserFaces(IReadOnlyList<ScaledFace> Kept, IReadOnlyList<(ScaledFace Face, int Part)> Small, PhotoParts? Parts) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Parts?.Dispose();
}
