using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision;

/// <summary>A photo whose faces are found and cut out, and not embedded yet. Holds small crops only (38 KB a face for a model of 112 pixels), not the photo.</summary>
public sealed class PreparedPhoto
{
    /// <summary>A photo without faces to embed.</summary>
    internal PreparedPhoto(PhotoAnalysis refusal, AnalysisTimes times) => (Refusal, Times) = (refusal, times);

    /// <summary>A photo with faces.</summary>
    internal PreparedPhoto(int width, int height, IReadOnlyList<PreparedFace> faces, AnalysisTimes times) => (Width, Height, Faces, Times) = (width, height, faces, times);

    /// <summary>Why there is nothing to embed; null when there is.</summary>
    internal PhotoAnalysis? Refusal { get; }

    /// <summary>Width of the upright photo in pixels.</summary>
    internal int Width { get; }

    /// <summary>Height of the upright photo in pixels.</summary>
    internal int Height { get; }

    /// <summary>The faces, largest box first.</summary>
    internal IReadOnlyList<PreparedFace> Faces { get; } = [];

    /// <summary>Where the time went so far.</summary>
    internal AnalysisTimes Times { get; }

    /// <summary>Puts the embeddings to the faces.</summary>
    /// <param name="embeddings">One a face, in the same order.</param>
    /// <param name="embedTime">What they took.</param>
    internal PhotoAnalysis.FacesFound Complete(IReadOnlyList<FaceEmbedding> embeddings, TimeSpan embedTime)
    {
        var faces = new AnalyzedFace[Faces.Count];
        for (int i = 0; i < faces.Length; i++)
        {
            faces[i] = new AnalyzedFace(Faces[i].Face, Faces[i].Quality, embeddings[i]);
        }

        return new PhotoAnalysis.FacesFound(Width, Height, faces, Times with { Embed = Times.Embed + embedTime });
    }
}

/// <summary>A face that is cut out.</summary>
/// <param name="Face">Where it is.</param>
/// <param name="Quality">How good it is.</param>
/// <param name="Crop">The crop that the product embeds.</param>
/// <param name="Unaligned">The crop along the box alone; null when nobody asked for it, or without a detector.</param>
internal sealed record PreparedFace(DetectedFace Face, FaceQuality Quality, BgrImage Crop, BgrImage? Unaligned);
