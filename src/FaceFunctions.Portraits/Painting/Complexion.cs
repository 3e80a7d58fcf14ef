using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The colour of the skin from place to place.</summary>
internal sealed class Complexion(Person person, FaceLayout layout)
{
    private readonly Vector3 _stubble = Vector3.Lerp(person.Skin.Base * 0.62f, person.Beard.Color, 0.45f);

    /// <summary>Colour in full light.</summary>
    /// <param name="point">In the head's own axes.</param>
    public Vector3 At(Vector3 point)
    {
        SkinTraits skin = person.Skin;
        float side = MathF.Abs(point.X);
        float y = point.Y;
        float blush = FaceRelief.Bump(side - 0.4f, y - layout.NoseBase + 0.12f, 0.3f, 0.24f)
            + (0.8f * FaceRelief.Bump(point.X, y - layout.NoseTip, 0.2f, 0.16f))
            + (0.35f * FaceRelief.Bump(point.X, y - layout.Chin + 0.15f, 0.25f, 0.16f));
        Vector3 color = Vector3.Lerp(skin.Base, skin.Blush, Math.Min(blush, 1) * skin.BlushAmount * 0.75f);

        float dark = 0.5f * skin.EyeCircles * FaceRelief.Bump(side - person.Eyes.Spacing + 0.02f, y - person.Eyes.Height - 0.1f, 0.2f, 0.12f);
        dark += 0.16f * FaceRelief.Bump(side - person.Eyes.Spacing + 0.1f, y - person.Eyes.Height + 0.06f, 0.17f, 0.14f);
        dark += 0.22f * FaceRelief.Bump(point.X, y - layout.NoseBase - 0.01f, person.Nose.Width * 1.3f, 0.07f);
        color *= Vector3.One - (dark * new Vector3(0.55f, 0.85f, 0.8f));
        return person.Beard.Style == BeardStyle.None ? color : Vector3.Lerp(color, _stubble, 0.5f * person.Beard.Density * Stubble(side, y));
    }

    private float Stubble(float side, float y)
    {
        float line = layout.Mouth - 0.28f + (0.12f * (1 - person.Beard.CheekLine));
        float shade = Math.Clamp((y - line + (side * 0.25f) - 0.05f) / 0.14f, 0, 1);
        return shade * Math.Clamp((side - 0.02f + Math.Max(y - layout.Mouth + 0.05f, 0) * 4) / 0.1f, 0.85f, 1);
    }
}
