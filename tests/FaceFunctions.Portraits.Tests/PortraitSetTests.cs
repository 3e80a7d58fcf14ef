namespace FaceFunctions.Portraits.Tests;

public class PortraitSetTests
{
    [Fact]
    public void Sets_of_different_seeds_share_neither_people_nor_photos()
    {
        PortraitSet[] sets = [new(0), new(1), new(2), new(ulong.MaxValue)];

        Assert.Equal(80_000, sets.SelectMany(set => Enumerable.Range(0, 20_000).Select(set.Person)).Distinct().Count());
        Assert.Equal(40_000, sets.SelectMany(set => Enumerable.Range(0, 10_000).Select(i => set.Photo(i / 10, i % 10))).Distinct().Count());
    }

    [Fact]
    public void Person_and_Photo_are_the_same_each_time()
    {
        Assert.Equal(new PortraitSet(7).Person(3), new PortraitSet(7).Person(3));
        Assert.Equal(new PortraitSet(7).Photo(3, 5), new PortraitSet(7).Photo(3, 5));
    }

    [Fact]
    public void Draw_draws_the_person_and_the_photo_of_the_set()
    {
        var set = new PortraitSet(7);

        Assert.Equal(PortraitPainter.Draw(set.Person(3), set.Photo(3, 5)).File, set.Draw(3, 5).File);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Group_is_of_different_people_of_the_population(int population)
    {
        var set = new PortraitSet(7);
        PortraitGroup[] groups = [.. Enumerable.Range(0, 200).Select(i => set.Group(i, population))];

        Assert.All(groups, group =>
        {
            Assert.InRange(group.People.Count, 2, Math.Min(population, GroupPainter.MostPeople));
            Assert.Equal(group.People.Count, group.People.Distinct().Count());
            Assert.All(group.People, person => Assert.InRange(person, 0, population - 1));
        });
        Assert.Equal(Math.Min(population, GroupPainter.MostPeople), groups.Max(group => group.People.Count));
        Assert.Equal(groups.Length, groups.Select(group => group.Photo).Distinct().Count());
    }

    [Fact]
    public void Indices_below_zero_are_refused()
    {
        var set = new PortraitSet(7);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Person(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Photo(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Photo(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Group(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Group(0, 1));
    }
}
