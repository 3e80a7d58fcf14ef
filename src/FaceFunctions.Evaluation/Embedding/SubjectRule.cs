using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>Whom a photo with several faces is of.</summary>
public enum SubjectRule
{
    /// <summary>The largest face, as when a photo is enrolled.</summary>
    Largest,

    /// <summary>The face nearest to the middle: right for LFW, whose photos are cut around the person.</summary>
    Centre,
}

/// <summary>Applies a <see cref="SubjectRule"/>.</summary>
public static class SubjectRuleExtensions
{
    /// <summary>The number of the face that a photo is of.</summary>
    public static int Choose(this SubjectRule rule, PhotoAnalysis.FacesFound photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return rule == SubjectRule.Largest ? 0 : photo.Faces.Index().MinBy(face => DistanceToMiddle(face.Item.Face.Box, photo.Width, photo.Height)).Index;
    }

    private static float DistanceToMiddle(PixelBox box, int width, int height)
    {
        (float x, float y) = (box.X + ((box.Width - width) / 2), box.Y + ((box.Height - height) / 2));
        return (x * x) + (y * y);
    }
}
