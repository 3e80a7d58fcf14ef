using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

/// <summary>Everything that makes a face one person's.</summary>
internal sealed record Person(
    Nature Nature,
    HeadTraits Head,
    SkinTraits Skin,
    EyeTraits Eyes,
    BrowTraits Brows,
    NoseTraits Nose,
    MouthTraits Mouth,
    EarTraits Ears,
    HairTraits Hair,
    BeardTraits Beard,
    MarkTraits Marks)
{
    /// <summary>The person of a seed.</summary>
    public static Person From(PersonSeed seed)
    {
        var dice = new Dice(seed.Value);
        Nature nature = Nature.Roll(dice);
        SkinTraits skin = SkinTraits.Roll(dice, nature);
        HairTraits hair = HairTraits.Roll(dice, nature);
        return new Person(
            nature,
            HeadTraits.Roll(dice, nature),
            skin,
            EyeTraits.Roll(dice, nature),
            BrowTraits.Roll(dice, nature),
            NoseTraits.Roll(dice, nature),
            MouthTraits.Roll(dice, nature, skin),
            EarTraits.Roll(dice, nature),
            hair,
            BeardTraits.Roll(dice, nature, hair),
            MarkTraits.Roll(dice, nature));
    }
}
