namespace FaceFunctions.Training.Networks;

/// <summary>A trained block of numbers with its gradient.</summary>
/// <param name="name">Says whose it is; unique within a network.</param>
/// <param name="length">How many numbers.</param>
/// <param name="decays">Whether weight decay applies: to weights, not to the scales and shifts of a normalisation.</param>
internal sealed class Parameter(string name, int length, bool decays)
{
    /// <summary>Unique name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether weight decay applies.</summary>
    public bool Decays { get; } = decays;

    /// <summary>The numbers.</summary>
    public float[] Values { get; } = new float[length];

    /// <summary>Gradient of the last backward pass, as long as <see cref="Values"/>.</summary>
    public float[] Gradient { get; } = new float[length];
}
