using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class FirstNamesTests
{
    [Fact]
    public void Every_name_is_one_short_word_and_there_once()
    {
        Assert.Equal(FirstNames.All.Distinct(StringComparer.OrdinalIgnoreCase), FirstNames.All);
        Assert.All(FirstNames.All, name => Assert.Matches("^[A-Z][a-z]{1,8}$", name));
    }

    [Fact]
    public void Pick_gives_a_seed_the_same_names_each_once_and_another_seed_others()
    {
        string[] names = FirstNames.Pick(seed: 4, count: 18);

        Assert.Equal(18, names.Intersect(FirstNames.All).Count());
        Assert.Equal(names, FirstNames.Pick(seed: 4, count: 18));
        Assert.NotEqual(names, FirstNames.Pick(seed: 5, count: 18));
    }
}
