using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Painting;

/// <summary>What light makes of colours.</summary>
internal sealed class Shading(Light light, SkinTraits skin)
{
    // Light that reaches a little around the edge, as it does through skin.
    private const float Wrap = 0.3f;

    private readonly Vector3 _half = Vector3.Normalize(light.Direction + Vector3.UnitZ);

    /// <summary>Skin in the light.</summary>
    /// <param name="albedo">Its own colour.</param>
    /// <param name="normal">Unit vector as the viewer sees it.</param>
    public Vector3 Skin(Vector3 albedo, Vector3 normal)
    {
        float amount = Amount(normal);
        Vector3 lit = Vector3.Lerp(skin.Shadow, light.Color, Math.Min(amount, 1)) * (1 + (0.25f * Math.Max(amount - 1, 0)));
        float edge = 0.8f + (0.2f * MathF.Sqrt(Math.Max(normal.Z, 0)));
        float shine = Math.Max(Vector3.Dot(normal, _half), 0);
        shine *= shine;
        shine *= shine;
        shine *= shine;
        shine *= shine;
        return (albedo * lit * edge) + (light.Color * (shine * skin.Gloss * light.Key));
    }

    /// <summary>Something dull in the light.</summary>
    public Vector3 Dull(Vector3 albedo, Vector3 normal)
    {
        float amount = Math.Clamp(Amount(normal), 0, 1.1f);
        return albedo * Vector3.Lerp(new Vector3(0.4f, 0.38f, 0.44f), light.Color, amount);
    }

    private float Amount(Vector3 normal)
    {
        float facing = Math.Max((Vector3.Dot(normal, light.Direction) + Wrap) / (1 + Wrap), 0);
        return (light.Ambient * (0.9f - (0.1f * normal.Y))) + (light.Key * facing);
    }
}
