namespace FaceFunctions.Training.Optimization;

/// <summary>How a network is trained.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Momentum of the descent, if no other is chosen.</summary>
    public const double UsualMomentum = 0.9;

    /// <summary>Weight decay, if no other is chosen.</summary>
    public const double UsualWeightDecay = 5e-4;

    /// <summary>Times that every picture is seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>The learning rate over the training.</summary>
    public required LearningSchedule Schedule { get; init; }

    /// <summary>Momentum of the descent.</summary>
    public double Momentum { get; init; } = UsualMomentum;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = UsualWeightDecay;

    /// <summary>Orders the pictures and changes them.</summary>
    public int Seed { get; init; } = 1;
}
