using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>Everything that changes from photo to photo. The dice are for what a painter chooses by itself, such as the pattern of a background.</summary>
/// <remarks>Disorder is that of the hair, from 0 to 1.</remarks>
internal sealed record Shot(Dice Dice, Pose Pose, Expression Expression, Light Light, Frame Frame, Camera Camera, Outfit Outfit, float Disorder)
{
    /// <summary>The conditions of a seed.</summary>
    public static Shot From(PhotoSeed seed)
    {
        var dice = new Dice(seed.Value);
        Frame frame = Frame.Draw(dice);
        return new Shot(dice, Pose.Draw(dice), Expression.Draw(dice), Light.Draw(dice), frame, Camera.Draw(dice, frame.Width), Outfit.Draw(dice), dice.Between("hair disorder", 0, 1));
    }
}
