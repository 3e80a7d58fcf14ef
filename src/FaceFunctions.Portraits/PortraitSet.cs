using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits;

/// <summary>Numbered people and numbered photos of each. Sets of different seeds share no person.</summary>
/// <param name="seed">Names the set.</param>
/// <remarks>
/// Immutable, safe to share between threads. Within a set no two people have the same seed; people of different sets are as distinct as 64 bits make them:
/// of a million, two are the same with a chance of 1 in 37 million.
/// </remarks>
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

    /// <summary>A group of the set's people.</summary>
    /// <param name="index">The group's index, from 0.</param>
    /// <param name="population">How many of the set's people can be in it, from 2: those with the smallest indices.</param>
    /// <returns>From 2 to <see cref="GroupPainter.MostPeople"/> different people.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or <paramref name="population"/> is below 2.</exception>
    public PortraitGroup Group(int index, int population)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        var dice = new Dice(_dice.Number("group", index));
        SplitMix64 random = dice.Stream("members");
        int count = 2 + random.Below(Math.Min(population, GroupPainter.MostPeople) - 1);
        List<int> people = [];
        while (people.Count < count)
        {
            int person = random.Below(population);
            if (!people.Contains(person))
            {
                people.Add(person);
            }
        }

        return new PortraitGroup(people, new PhotoSeed(dice.Number("photo", 0)));
    }

    /// <summary>Draws a group of the set's people.</summary>
    /// <param name="group">As <see cref="Group"/> gives it.</param>
    public GroupPhoto Draw(PortraitGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return GroupPainter.Draw([.. group.People.Select(Person)], group.Photo);
    }
}
