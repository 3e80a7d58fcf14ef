using System.Globalization;
using FaceFunctions.Portraits;

namespace FaceFunctions.Training.Starter;

/// <summary>What the starter is made from: whom it is trained on, for how long, and with which seed. The same recipe gives the same model on the same kind of processor.</summary>
public sealed record StarterRecipe
{
    /// <summary>People who are trained on, 2 or more.</summary>
    public int People { get; init; } = 12_000;

    /// <summary>Photos of each, 2 or more.</summary>
    public int PhotosPerPerson { get; init; } = 6;

    /// <summary>Times that each photo is seen by the part that finds the face, 1 or more.</summary>
    public int LocatorEpochs { get; init; } = 2;

    /// <summary>Times that each photo is seen by the part that embeds it, 1 or more.</summary>
    public int EmbedderEpochs { get; init; } = 12;

    /// <summary>Photos a step, 2 or more.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The highest learning rate of the part that finds the face.</summary>
    public double LocatorRate { get; init; } = 0.3;

    /// <summary>The highest learning rate of the part that embeds it.</summary>
    public double EmbedderRate { get; init; } = 0.1;

    /// <summary>ArcFace's margin in radians, reached after <see cref="MarginRise"/>.</summary>
    public double Margin { get; init; } = 0.45;

    /// <summary>Part of the training over which the margin grows from 0, above 0 to 1.</summary>
    public double MarginRise { get; init; } = 0.7;

    /// <summary>ArcFace's scale.</summary>
    public double Scale { get; init; } = 32;

    /// <summary>Seed of the weights, and of the order and changes of the photos.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Memory that the training needs, roughly: all pictures, the class weights with their gradients and velocities, one batch's logits, and 1.2 GB for the network's maps and the rest.</summary>
    public long MemoryBytes =>
        ((long)People * PhotosPerPerson * StarterNetwork.PictureSide * StarterNetwork.PictureSide)
        + ((long)People * ((3 * StarterNetwork.OutputLength) + BatchSize) * sizeof(float))
        + 1_200_000_000;

    /// <summary>The recipe on one line; two recipes with the same line make the same model.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{People} people x {PhotosPerPerson} photos of set {StarterSets.Training}, batches of {BatchSize}, locator {LocatorEpochs} epochs at {LocatorRate}, embedder {EmbedderEpochs} epochs at {EmbedderRate}, margin {Margin} after {MarginRise}, scale {Scale}, seed {Seed}");
}
