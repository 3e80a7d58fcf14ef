using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>Finds faces. One instance serves the whole process; safe for any number of threads.</summary>
internal interface IFaceDetector : IDisposable
{
    /// <summary>Longest side in pixels at which the detector looks at a photo: decoding more than this is of no use to it.</summary>
    int LongestSide { get; }

    /// <summary>Largest intersection over union of two faces, from 0 to 1.</summary>
    float MaxOverlap { get; }

    /// <summary>Width and height in pixels of the parts in which <see cref="LookCloser"/> looks at a photo.</summary>
    (int Width, int Height) TileSize { get; }

    /// <summary>Finds the faces of a photo, at a second scale when the first finds none.</summary>
    /// <param name="photo">Decoded at any scale.</param>
    /// <param name="width">Width of the upright full-size photo in pixels.</param>
    /// <param name="height">Height of the upright full-size photo in pixels.</param>
    /// <returns>Faces in pixels of the upright full-size photo, surest first; empty when there is none.</returns>
    IReadOnlyList<ScaledFace> Detect(DecodedPhoto photo, int width, int height);

    /// <summary>Finds faces in parts of a photo, and puts them together with those that were found before.</summary>
    /// <param name="found">What <see cref="Detect"/> found.</param>
    /// <param name="tiles">The parts.</param>
    /// <param name="smallestFace">Shorter side in pixels of the photo below which a face in a part does not count.</param>
    /// <param name="photo">Decoded at any scale.</param>
    /// <param name="width">Width of the upright full-size photo in pixels.</param>
    /// <param name="height">Height of the upright full-size photo in pixels.</param>
    /// <param name="cancellationToken">Ends the work between two parts.</param>
    /// <returns>Faces in pixels of the upright full-size photo, each once.</returns>
    IReadOnlyList<ScaledFace> LookCloser(
        IReadOnlyList<ScaledFace> found, IReadOnlyList<DetectorTile> tiles, float smallestFace, DecodedPhoto photo, int width, int height, CancellationToken cancellationToken);

    /// <summary>Looks at each of some faces anew, at a size at which landmarks are exact.</summary>
    /// <param name="faces">Faces in pixels of the upright photo.</param>
    /// <param name="parts">For each face the part of the photo around it, at least <see cref="TilePlan.PartOf"/>.</param>
    /// <param name="cancellationToken">Ends the work between two looks.</param>
    /// <returns>As many faces in the same order; one that was not found again stays as it was.</returns>
    IReadOnlyList<ScaledFace> Refine(IReadOnlyList<ScaledFace> faces, PhotoParts parts, CancellationToken cancellationToken);
}
