using System.Numerics;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Colours of a scene's hair.</summary>
/// <param name="Base">Most of it.</param>
/// <param name="Light">Locks in the light.</param>
/// <param name="Dark">Locks in the shade.</param>
/// <param name="Shine">What glances off it.</param>
internal sealed record HairColors(Vector3 Base, Vector3 Light, Vector3 Dark, Vector3 Shine)
{
    /// <summary>The colours of a scene's hair.</summary>
    public static HairColors Of(Scene scene)
    {
        Vector3 color = scene.Shading.Dull(scene.Person.Hair.Color, new Vector3(0, -0.25f, 0.97f));

        // Light hair has less contrast in itself than dark hair.
        float level = Math.Clamp((color.X + color.Y + color.Z) / 3, 0, 1);
        return new HairColors(color, (color * (1.3f - (0.14f * level))) + new Vector3(0.025f), color * (0.58f + (0.18f * level)), (color * 1.7f) + new Vector3(0.1f));
    }
}
