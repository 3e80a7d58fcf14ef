namespace FaceFunctions.Training.Measuring;

/// <summary>How many people and photos a measurement takes.</summary>
/// <param name="Known">People of the gallery, with one photo each; a multiple of <see cref="Folds"/> and at least twice as many.</param>
/// <param name="ProbesPerPerson">Further photos of each, which are searched for; 1 or more.</param>
/// <param name="Strangers">People who are not in the gallery, one photo each.</param>
public sealed record PopulationSizes(int Known = 1000, int ProbesPerPerson = 3, int Strangers = 1000)
{
    /// <summary>Folds of the verification protocol; no person is in two.</summary>
    public const int Folds = 10;

    /// <summary>Photos of all.</summary>
    public int Photos => (Known * (1 + ProbesPerPerson)) + Strangers;
}
