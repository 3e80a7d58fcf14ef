using FaceFunctions.Client;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>What the demo judges and shows of answers.</summary>
internal static class AnswerExtensions
{
    extension(IdentifiedFace face)
    {
        /// <summary>Whether the face was given a name.</summary>
        public bool IsMatch => face.Decision == Decision.Match;

        /// <summary>Similarity of the best candidate, from -1 to 1; -1 when there is none.</summary>
        public float BestSimilarity => face.Candidates.Count > 0 ? face.Candidates[0].Similarity : -1;
    }

    /// <summary>The same box for those who draw.</summary>
    public static PixelBox ToPixels(this FaceBox box) => new(box.X, box.Y, box.Width, box.Height);
}
