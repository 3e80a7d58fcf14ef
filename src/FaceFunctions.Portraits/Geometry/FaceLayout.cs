using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.People;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>Where the features of a face are, with its expression. In half heads: right, down.</summary>
internal sealed class FaceLayout
{
    /// <summary>Lays out a face.</summary>
    public FaceLayout(Person person, Expression expression)
    {
        EyeTraits eyes = person.Eyes;
        MouthTraits mouth = person.Mouth;
        float smile = Math.Max(expression.Smile, 0);
        float fall = person.Head.Chin - eyes.Height;
        LeftEye = new Vector2(-eyes.Spacing, eyes.Height - (eyes.Uneven / 2));
        RightEye = new Vector2(eyes.Spacing, eyes.Height + (eyes.Uneven / 2));
        NoseBase = eyes.Height + (person.Nose.Length * fall);
        NoseTip = NoseBase - 0.075f - person.Nose.Upturn;
        Mouth = NoseBase + (mouth.Drop * fall) - (0.012f * smile);
        JawDrop = 0.1f * expression.Open;
        Chin = person.Head.Chin + JawDrop;
        MouthX = mouth.Shift;
        MouthWidth = mouth.Width * (1 + (0.22f * smile) - (0.16f * expression.Open * (1 - smile)));
        Corners = mouth.Corners + (expression.Smile * 0.055f);
    }

    /// <summary>Middle of the eye at the viewer's left.</summary>
    public Vector2 LeftEye { get; }

    /// <summary>Middle of the eye at the viewer's right.</summary>
    public Vector2 RightEye { get; }

    /// <summary>Height of the nose's tip.</summary>
    public float NoseTip { get; }

    /// <summary>Height of the nose's base.</summary>
    public float NoseBase { get; }

    /// <summary>Height of the line between the lips, as if the mouth were closed.</summary>
    public float Mouth { get; }

    /// <summary>Middle of the mouth.</summary>
    public float MouthX { get; }

    /// <summary>Half of the mouth's width.</summary>
    public float MouthWidth { get; }

    /// <summary>How much higher the corners of the mouth are than its middle.</summary>
    public float Corners { get; }

    /// <summary>How far the jaw hangs.</summary>
    public float JawDrop { get; }

    /// <summary>Height of the chin's lower edge.</summary>
    public float Chin { get; }
}
