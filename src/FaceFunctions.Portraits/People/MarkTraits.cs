using System.Numerics;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>What time and sun leave on a face.</summary>
/// <param name="Freckles">Many small spots on nose and cheeks; often none.</param>
/// <param name="Moles">A few dark spots.</param>
/// <param name="NoseFolds">Strength of the folds from the nose to the mouth, from 0 to 1.</param>
/// <param name="ForeheadLines">Strength of the lines across the forehead, from 0 to 1.</param>
/// <param name="CrowsFeet">Strength of the lines beside the eyes, from 0 to 1.</param>
/// <param name="MouthFolds">Strength of the lines from the mouth's corners down, from 0 to 1.</param>
/// <param name="FrownLines">Strength of the lines between the brows, from 0 to 1.</param>
/// <param name="Dimples">Strength of the dimples in the cheeks, from 0 to 1.</param>
internal sealed record MarkTraits(
    IReadOnlyList<Spot> Freckles, IReadOnlyList<Spot> Moles, float NoseFolds, float ForeheadLines, float CrowsFeet, float MouthFolds, float FrownLines, float Dimples)
{
    /// <summary>Draws the traits.</summary>
    public static MarkTraits Roll(Dice dice, Nature nature) => new(
        RollFreckles(dice, nature),
        RollMoles(dice),
        NoseFolds: Line(dice, "nose folds", nature.Age, 0.35f),
        ForeheadLines: Line(dice, "forehead lines", nature.Age, 0),
        CrowsFeet: Line(dice, "crows feet", nature.Age, 0),
        MouthFolds: Line(dice, "mouth folds", nature.Age, -0.05f),
        FrownLines: Line(dice, "frown lines", nature.Age, -0.05f),
        Dimples: dice.Chance("dimples", 0.2f) ? dice.Between("dimple depth", 0.4f, 1) : 0);

    private static float Line(Dice dice, string name, float age, float young) =>
        Math.Clamp(young + (age * dice.Between(name, 0.5f, 1.4f)) + dice.Between($"{name} base", -0.15f, 0.1f), 0, 1);

    private static List<Spot> RollFreckles(Dice dice, Nature nature)
    {
        List<Spot> spots = [];
        if (!dice.Chance("freckled", 0.3f * (1 - nature.Melanin)))
        {
            return spots;
        }

        SplitMix64 stream = dice.Stream("freckles");
        int count = 24 + stream.Below(70);
        float strength = stream.Between(0.3f, 0.75f);
        for (int i = 0; i < count; i++)
        {
            Vector2 at = new(stream.Bell() * 0.26f, 0.27f + (stream.Bell() * 0.11f));
            spots.Add(new Spot(at, stream.Between(0.008f, 0.016f), strength * stream.Between(0.5f, 1)));
        }

        return spots;
    }

    private static List<Spot> RollMoles(Dice dice)
    {
        SplitMix64 stream = dice.Stream("moles");
        int count = dice.Pick("mole count", (0, 0.4f), (1, 0.3f), (2, 0.17f), (3, 0.13f));
        List<Spot> spots = [];
        for (int i = 0; i < count; i++)
        {
            Vector2 at = new(stream.Between(-0.46f, 0.46f), stream.Between(-0.4f, 0.82f));
            bool isOnEye = MathF.Abs(MathF.Abs(at.X) - 0.31f) < 0.19f && MathF.Abs(at.Y) < 0.12f;
            at.Y += isOnEye ? 0.26f : 0;
            spots.Add(new Spot(at, stream.Between(0.017f, 0.032f), stream.Between(0.65f, 1)));
        }

        return spots;
    }
}
