using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>How far the skin stands out over the smooth head: brows, sockets, nose, cheeks, lips and chin, each a bump.</summary>
internal sealed class FaceRelief(Person person, FaceLayout layout, Expression expression)
{
    private readonly NoseRelief _nose = new(person, layout);
    private readonly float _smile = Math.Max(expression.Smile, 0);
    private readonly float _eyeY = person.Eyes.Height;
    private readonly float _lipDrop = layout.JawDrop;

    /// <summary>Height over the smooth head, in half heads.</summary>
    public float At(float x, float y)
    {
        float side = MathF.Abs(x);
        HeadTraits head = person.Head;
        EyeTraits eyes = person.Eyes;
        MouthTraits mouth = person.Mouth;
        float mouthX = x - layout.MouthX;
        float lowerLip = layout.Mouth + _lipDrop + (mouth.Lower * 0.5f);

        float height = _nose.At(x, y);
        height += head.BrowRidge * Bump(side - 0.24f, y - _eyeY + 0.17f, 0.3f, 0.13f);
        height -= eyes.Depth * Bump(side - eyes.Spacing + 0.02f, y - _eyeY, 0.25f, 0.17f);
        height += 0.035f * Bump(side - eyes.Spacing, y - _eyeY, eyes.Width * 1.15f, 0.12f);
        height += head.CheekBone * Bump(side - 0.43f, y - head.CheekHeight - 0.1f, 0.3f, 0.22f);
        height += 0.045f * _smile * Bump(side - 0.36f, y - layout.NoseBase + 0.06f, 0.22f, 0.18f);
        height += head.CheekFullness * Bump(side - 0.42f, y - layout.Mouth + 0.08f, 0.26f, 0.32f);
        height += mouth.Forward * Bump(mouthX, y - layout.Mouth, 0.4f, 0.27f);
        height += 0.03f * Bump(mouthX, y - layout.Mouth + (mouth.Upper * 0.5f), layout.MouthWidth, mouth.Upper * 1.1f);
        height += 0.035f * Bump(mouthX, y - lowerLip, layout.MouthWidth * 0.85f, mouth.Lower);
        height -= 0.04f * Bump(x, y - lowerLip - (mouth.Lower * 0.5f) - 0.06f, 0.2f, 0.07f);
        height += 0.05f * Bump(x, y - layout.Chin + 0.16f, 0.24f, 0.15f);
        height -= head.Cleft * Bump(x, y - layout.Chin + 0.13f, 0.035f, 0.12f);
        height -= 0.018f * mouth.Philtrum * Bump(mouthX, y - ((layout.NoseBase + layout.Mouth - mouth.Upper) / 2), 0.03f, 0.1f);
        height -= 0.03f * Bump(side - (head.Cheek * 0.86f), y + 0.22f, 0.18f, 0.26f);
        return height - Fold(side, y);
    }

    /// <summary>1 in the middle, falling to 0 at the given radii.</summary>
    internal static float Bump(float x, float y, float radiusX, float radiusY)
    {
        x /= radiusX;
        y /= radiusY;
        float left = 1 - (x * x) - (y * y);
        return left <= 0 ? 0 : left * left;
    }

    // From beside the nose to beside the mouth.
    private float Fold(float side, float y)
    {
        float depth = 0.05f * Math.Clamp((person.Marks.NoseFolds * 0.8f) + (0.5f * _smile), 0, 1);
        var from = new Vector2(person.Nose.Width + 0.02f, layout.NoseBase - 0.08f);
        Vector2 along = new Vector2(layout.MouthWidth + 0.07f, layout.Mouth) - from;
        Vector2 at = new Vector2(side, y) - from;
        float part = Math.Clamp(Vector2.Dot(at, along) / along.LengthSquared(), 0, 1);
        float away = (at - (along * part)).Length() / 0.06f;
        return away >= 1 ? 0 : depth * (1 - (away * away)) * (1 - (0.6f * part));
    }
}
