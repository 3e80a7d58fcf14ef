using System.Numerics;
using FaceFunctions.Portraits.Painting;
using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.People;

internal sealed partial record HairTraits
{
    /// <summary>Draws the traits.</summary>
    public static HairTraits Roll(Dice dice, Nature nature)
    {
        HairCut cut = RollCut(dice, nature);
        bool hanging = cut is HairCut.Bob or HairCut.Long or HairCut.Curls;
        return new HairTraits
        {
            Cut = cut,
            Bangs = RollBangs(dice, cut),
            Texture = cut is HairCut.Afro or HairCut.Curls
                ? HairTexture.Curly
                : dice.Pick("hair texture", (HairTexture.Straight, 1f), (HairTexture.Wavy, 0.8f), (HairTexture.Curly, 0.15f + (0.4f * nature.Melanin))),
            Color = RollColor(dice, nature),
            Line = dice.Between("hairline", -0.78f, -0.5f) - (0.06f * nature.Age * nature.Masculinity),
            Recede = dice.Between("hairline corners", -0.02f, 0.12f) + (0.16f * nature.Age * nature.Masculinity),
            Peak = dice.Chance("widows peak", 0.3f) ? dice.Between("peak depth", 0.03f, 0.09f) : 0,
            Part = dice.Between("parting", 0.05f, 0.48f) * (dice.Chance("parting side", 0.5f) ? 1 : -1),
            Top = TopOf(cut) * dice.Between("hair top", 0.65f, 1.35f),
            Side = SideOf(cut) * dice.Between("hair side", 0.6f, 1.4f),
            Ends = cut switch
            {
                HairCut.Bob => dice.Between("bob length", 0.5f, 1.15f),
                HairCut.Curls => dice.Between("curls length", 0.6f, 1.5f),
                _ => dice.Between("hair length", 1.5f, 2.3f),
            },
            BangsEnds = dice.Between("bangs length", -0.42f, -0.16f),
            Sideburns = dice.Between("sideburns", -0.05f, 0.2f) + (0.15f * nature.Masculinity),
            OverEars = hanging && dice.Chance("over ears", 0.7f),
            Flow = FlowOf(dice, cut),
            Lean = dice.Between("hair lean", 0.1f, 0.6f) * (dice.Chance("hair leans left", 0.5f) ? 1 : -1),
            Lumps = dice.Between("hair lumps", 0.1f, 0.5f),
            Frame = dice.Between("hair frame", 0.8f, 0.98f),
            Flare = dice.Between("hair flare", -0.06f, 0.26f),
            Curl = dice.Between("curl size", 0.075f, 0.15f),
            Tie = dice.Between("hair tie", 0.2f, 0.34f),
            Gloss = dice.Between("hair gloss", 0.3f, 1),
            Strands = dice.Stream("strands").Next(),
        };
    }

    private static HairCut RollCut(Dice dice, Nature nature)
    {
        float he = nature.Masculinity;
        float she = 1 - he;
        float young = 1 - nature.Age;
        return dice.Pick(
            "hair cut",
            (HairCut.Bald, (0.7f * he) + 0.04f),
            (HairCut.Tonsure, 1.6f * he * nature.Age),
            (HairCut.Buzz, (0.7f * he) + 0.06f),
            (HairCut.Short, (1.1f * he) + 0.35f),
            (HairCut.Quiff, (0.8f * he) + 0.15f),
            (HairCut.Spiky, (0.6f * he * young) + 0.1f),
            (HairCut.Slick, (0.6f * he) + 0.25f),
            (HairCut.Mohawk, (0.3f * young) + 0.03f),
            (HairCut.Bowl, 0.35f),
            (HairCut.Afro, 0.12f + (0.6f * nature.Melanin)),
            (HairCut.Curls, 0.25f + (0.55f * she)),
            (HairCut.Bob, 0.1f + (1.2f * she)),
            (HairCut.Long, 0.25f + (1.4f * she)),
            (HairCut.Bun, 0.12f + (0.6f * she)),
            (HairCut.Ponytail, 0.1f + (0.55f * she)),
            (HairCut.Pigtails, 0.4f * she * young));
    }

    private static Bangs RollBangs(Dice dice, HairCut cut) => cut switch
    {
        HairCut.Bowl => Bangs.Straight,
        HairCut.Short => dice.Pick("short bangs", (Bangs.None, 0.6f), (Bangs.Swept, 0.5f), (Bangs.Choppy, 0.5f)),
        HairCut.Bob or HairCut.Long or HairCut.Bun or HairCut.Ponytail or HairCut.Pigtails =>
            dice.Pick("bangs", (Bangs.None, 1f), (Bangs.Straight, 0.5f), (Bangs.Swept, 0.6f), (Bangs.Curtain, 0.5f), (Bangs.Choppy, 0.3f)),
        _ => Bangs.None,
    };

    private static HairFlow FlowOf(Dice dice, HairCut cut) => cut switch
    {
        HairCut.Quiff or HairCut.Slick or HairCut.Bun or HairCut.Ponytail or HairCut.Spiky => HairFlow.Back,
        HairCut.Bowl => HairFlow.Forward,
        HairCut.Short => dice.Pick("hair flow", (HairFlow.Sideways, 1f), (HairFlow.Forward, 0.4f)),
        _ => HairFlow.Sideways,
    };

    private static float TopOf(HairCut cut) => cut switch
    {
        HairCut.Bald or HairCut.Tonsure => 0,
        HairCut.Buzz => 0.02f,
        HairCut.Quiff => 0.22f,
        HairCut.Spiky => 0.13f,
        HairCut.Slick => 0.06f,
        HairCut.Mohawk => 0.4f,
        HairCut.Afro => 0.42f,
        HairCut.Curls => 0.24f,
        HairCut.Bun or HairCut.Ponytail or HairCut.Pigtails => 0.08f,
        _ => 0.14f,
    };

    private static float SideOf(HairCut cut) => cut switch
    {
        HairCut.Bald => 0,
        HairCut.Tonsure => 0.06f,
        HairCut.Buzz or HairCut.Mohawk => 0.015f,
        HairCut.Quiff or HairCut.Spiky or HairCut.Slick => 0.03f,
        HairCut.Afro => 0.4f,
        HairCut.Curls => 0.24f,
        HairCut.Bob or HairCut.Bowl => 0.16f,
        HairCut.Long => 0.17f,
        HairCut.Bun or HairCut.Ponytail or HairCut.Pigtails => 0.03f,
        _ => 0.06f,
    };

    private static Vector3 RollColor(Dice dice, Nature nature)
    {
        float light = nature.Melanin < 0.5f ? 1 : 0.12f;
        Vector3 color = dice.Pick(
            "hair colour",
            (Tone.Hex(0x17120F), 0.7f + (1.5f * nature.Melanin)),
            (Tone.Hex(0x33211A), 1f),
            (Tone.Hex(0x553625), 0.9f),
            (Tone.Hex(0x7B4A2A), 0.7f * light),
            (Tone.Hex(0xA8532A), 0.6f * light),
            (Tone.Hex(0xB48A52), 0.8f * light),
            (Tone.Hex(0xDDBE82), 0.8f * light),
            (Tone.Hex(0x8A2F3C), 0.12f),
            (Tone.Hex(0x3F4F86), 0.06f),
            (Tone.Hex(0xB65B86), 0.06f)) * dice.Between("hair shade", 0.85f, 1.15f);
        float gray = Math.Clamp((nature.Age * 1.7f) - dice.Between("gray at", 0.25f, 1), 0, 1);
        return Vector3.Lerp(color, Tone.Hex(0xCFCBC6) * dice.Between("gray shade", 0.72f, 1.05f), gray);
    }
}
