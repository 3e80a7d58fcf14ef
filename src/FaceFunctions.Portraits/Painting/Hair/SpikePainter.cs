using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that stands up: spikes, a quiff, a mohawk.</summary>
internal static class SpikePainter
{
    /// <summary>Paints it, over the hair on the head.</summary>
    public static void Paint(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        if (scene.Shot.Outfit.HasHat)
        {
            return;
        }

        SplitMix64 random = new(hair.Strands + 19);
        (int rows, int count, float half, float width, float height) = hair.Cut switch
        {
            HairCut.Mohawk => (3, 8, 0.045f, 0.17f, hair.Top),
            HairCut.Quiff => (3, 13, 0.115f, 0.15f, hair.Top * 0.75f),
            _ => (2, 19, 0.2f, 0.14f, hair.Top * 1.15f),
        };
        Span<Vector2> line = stackalloc Vector2[4];
        for (int row = 0; row < rows; row++)
        {
            // The farthest row first: it begins highest on the head.
            using var locks = new Locks();
            float from = 0.85f - (0.85f * row / (rows - 0.8f));
            for (int i = 0; i < count; i++)
            {
                float turn = (((i + (0.6f * random.Unit()) + 0.2f) / count) - 0.5f) * 2 * half;
                float lean = (hair.Lean * 0.09f) + random.Between(-0.012f, 0.012f) + (scene.Shot.Disorder * random.Between(-0.02f, 0.02f));
                Vector2 up = scene.Outline.Direction(turn + (lean * 1.3f)) * scene.Pixels(height * random.Between(0.8f, 1.15f) * (1 - (0.35f * row / rows)));
                line[0] = edges.At(turn, from);
                Vector2 top = edges.At(turn + lean, Math.Max(from, hair.Cut == HairCut.Spiky ? 0.75f : 0.6f));
                line[3] = top + up;
                line[1] = Vector2.Lerp(line[0], top, 0.5f) + (up * 0.12f);
                line[2] = Vector2.Lerp(line[0], line[3], 0.62f) + (up * 0.1f);
                locks.Add(ref random, line, scene.Pixels(width * random.Between(0.8f, 1.2f)));
            }

            locks.Paint(sketch, colors with { Dark = Vector3.Lerp(colors.Dark, colors.Base, 0.3f) }, 1);
        }
    }
}
