namespace FaceFunctions.Training.Figures;

/// <summary>How large the comparison of the losses is.</summary>
public sealed record MarginStudyOptions
{
    /// <summary>People on the circle, 2 to 20.</summary>
    public int CirclePeople { get; init; } = 8;

    /// <summary>Photos of each on the circle: so many to train on, and as many to draw.</summary>
    public int CirclePhotos { get; init; } = 60;

    /// <summary>Times that each photo on the circle is seen.</summary>
    public int CircleEpochs { get; init; } = 60;

    /// <summary>People who train the networks that are measured.</summary>
    public int TrainingPeople { get; init; } = 1000;

    /// <summary>People whom they are measured on, a multiple of 10.</summary>
    public int TestPeople { get; init; } = 500;

    /// <summary>Photos of each of these.</summary>
    public int Photos { get; init; } = 8;

    /// <summary>Times that each of these photos is seen.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Seed of the weights and of the order of the photos.</summary>
    public int Seed { get; init; } = 1;
}
