using FaceFunctions.Core.Training;

namespace FaceFunctions.Training.Figures;

/// <summary>One of the losses that are compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Margin">Its margin in words; empty without one.</param>
/// <param name="Rule">The margin at a moment of the training, from 0 to 1.</param>
internal sealed record MarginLoss(string Name, string Margin, Func<double, MarginRule> Rule)
{
    // A margin that is there from the start keeps a network of two outputs from finding its way: it grows over the first half.
    private const double Rise = 0.5;

    /// <summary>Softmax, L-softmax, CosFace and ArcFace.</summary>
    /// <param name="cosFace">CosFace's margin of the cosine.</param>
    /// <param name="arcFace">ArcFace's margin of the angle, in radians.</param>
    public static IReadOnlyList<MarginLoss> All(double cosFace, double arcFace) =>
    [
        new("Softmax", "", _ => MarginRule.Softmax),
        new("L-softmax", "m = 2", done => done < Rise ? MarginRule.Softmax : MarginRule.LSoftmax(2)),
        new("CosFace", FormattableString.Invariant($"m = {cosFace}"), done => MarginRule.CosFace(cosFace * Math.Min(1, done / Rise))),
        new("ArcFace", FormattableString.Invariant($"m = {arcFace}"), done => MarginRule.ArcFace(arcFace * Math.Min(1, done / Rise))),
    ];
}
