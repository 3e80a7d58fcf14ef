using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>Finds faces. One instance serves the whole process; safe for any number of threads.</summary>
internal interface IFaceDetector : IDisposable
{
    /// <summary>Longest side in pixels at which the detector looks at a photo: decoding more than this is of no use to it.</summary>
    int LongestSide { get; }

    /// <summary>Finds the faces of a photo, at a second scale when the first finds none.</summary>
    /// <param name="photo">Decoded at any scale.</param>
    /// <param name="width">Width of the upright full-size photo in pixels.</param>
    /// <param name="height">Height of the upright full-size photo in pixels.</param>
    /// <returns>Faces in pixels of the upright full-size photo, surest first; empty when there is none.</returns>
    IReadOnlyList<DetectedFace> Detect(DecodedPhoto photo, int width, int height);
}
