using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>What the face does.</summary>
/// <param name="Smile">From -0.4 (sullen) to 1 (broad).</param>
/// <param name="Open">How far the mouth is open, from 0 to 1.</param>
/// <param name="Lids">How far the eyes are open: 1 is usual, 0.45 half-closed.</param>
/// <param name="Brows">How far the brows are raised, from -1 to 1.</param>
/// <param name="GazeX">Where the eyes look, from -1 (viewer's left) to 1.</param>
/// <param name="GazeY">Where the eyes look, from -1 (up) to 1.</param>
internal sealed record Expression(float Smile, float Open, float Lids, float Brows, float GazeX, float GazeY)
{
    /// <summary>Draws an expression.</summary>
    public static Expression Draw(Dice dice) => new(
        Smile: dice.Chance("smiles", 0.65f) ? dice.Between("smile", 0.2f, 1) : dice.Between("no smile", -0.35f, 0.2f),
        Open: dice.Chance("mouth open", 0.3f) ? dice.Between("open", 0.15f, 1) : 0,
        Lids: dice.Chance("tired", 0.08f) ? dice.Between("half closed", 0.5f, 0.75f) : dice.Between("lids", 0.85f, 1.12f),
        Brows: dice.Bell("brows", 0, 0.45f, 1),
        GazeX: dice.Bell("gaze x", 0, 0.3f, 0.8f),
        GazeY: dice.Bell("gaze y", 0, 0.2f, 0.5f));
}
