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

    // As wide as a circle with eight people on it has room for.
    private const double CosFace = 0.25;
    private const double ArcFace = 0.3;

    /// <summary>Softmax, L-softmax, CosFace and ArcFace.</summary>
    public static IReadOnlyList<MarginLoss> All { get; } =
    [
        new("Softmax", "", _ => MarginRule.Softmax),
        new("L-softmax", "m = 2", done => done < Rise ? MarginRule.Softmax : MarginRule.LSoftmax(2)),
        new("CosFace", FormattableString.Invariant($"m = {CosFace}"), done => MarginRule.CosFace(CosFace * Math.Min(1, done / Rise))),
        new("ArcFace", FormattableString.Invariant($"m = {ArcFace}"), done => MarginRule.ArcFace(ArcFace * Math.Min(1, done / Rise))),
    ];
}
