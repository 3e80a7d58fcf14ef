using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>How far the nose stands out of the face.</summary>
internal sealed class NoseRelief(Person person, FaceLayout layout)
{
    private readonly NoseTraits _nose = person.Nose;
    private readonly float _root = person.Eyes.Height - 0.1f;
    private readonly float _tip = layout.NoseTip;
    private readonly float _base = layout.NoseBase + 0.02f;

    /// <summary>Height over the face, in half heads.</summary>
    public float At(float x, float y)
    {
        if (y < _root || y > _base || MathF.Abs(x) > 0.42f)
        {
            return 0;
        }

        float t = Math.Clamp((y - _root) / (_tip - _root), 0, 1);
        float end = y <= _tip ? 1 : 1 - ((y - _tip) / (_base - _tip));
        float x0 = x - (_nose.Bend * t * (2 - t));
        float rise = t * t * (3 - (2 * t));
        float ridge = (_nose.BridgeHeight * Math.Min(t * 3, 1)) + ((_nose.Tip - _nose.BridgeHeight) * rise * t) + (_nose.Hump * 4 * t * (1 - t) * t);
        float width = (_nose.Bridge * 1.7f * (1 - t)) + ((_nose.TipSize + 0.06f) * t);
        float bridge = ridge * MathF.Sqrt(end) * ((0.62f * Across(x0 / width)) + (0.38f * Across(x0 / (width * 2.1f))));

        float wings = 0.55f * _nose.Tip * FaceRelief.Bump(MathF.Abs(x0) - (_nose.Width * 0.72f), y - _base + 0.085f, _nose.Width * 0.42f, 0.1f);
        return Math.Max(bridge, wings);
    }

    private static float Across(float x)
    {
        float left = 1 - (x * x);
        return left <= 0 ? 0 : left * left;
    }
}
