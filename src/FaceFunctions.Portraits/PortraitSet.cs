using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits;

/// <summary>Numbered people and numbered photos of each. Sets of different seeds share no person.</summary>
/// <param name="seed">Names the set.</param>
/// <remarks>Immutable, safe to share between threads. Seeds are hashed, so that sets are disjoint as far as 64 bits are: among a million people, two collide with a chance of 1 in 40 million.</remarks>
public sealed class PortraitSet(ulong seed)
{
    private readonly Dice _dice = new(SplitMix64.Mix(seed));

    /// <summary>A person of the set.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public PersonSeed Person(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new PersonSeed(_dice.Number("person", index));
    }

    /// <summary>A photo of one of the set's people.</summary>
    /// <param name="person">The person's index, from 0.</param>
    /// <param name="photo">The photo's index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative.</exception>
    public PhotoSeed Photo(int person, int photo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(photo);
        return new PhotoSeed(new Dice(Person(person).Value).Number("photo", photo));
    }

    /// <summary>Draws one photo of one of the set's people.</summary>
    /// <param name="person">The person's index, from 0.</param>
    /// <param name="photo">The photo's index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative.</exception>
    public PortraitPhoto Draw(int person, int photo) => PortraitPainter.Draw(Person(person), Photo(person, photo));
}
