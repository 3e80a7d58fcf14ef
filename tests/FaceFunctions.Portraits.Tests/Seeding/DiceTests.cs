using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Tests.Seeding;

public class DiceTests
{
    [Fact]
    public void Choices_depend_on_their_name_and_not_on_what_was_asked_before()
    {
        var one = new Dice(5);
        var other = new Dice(5);
        float first = one.Between("jaw", 0, 1);
        other.Between("chin", 0, 1);
        other.Chance("beard", 0.5f);

        Assert.Equal(first, other.Between("jaw", 0, 1));
        Assert.NotEqual(first, other.Between("chin", 0, 1));
        Assert.NotEqual(first, new Dice(6).Between("jaw", 0, 1));
    }

    [Fact]
    public void Pick_takes_each_choice_as_often_as_its_weight_says()
    {
        string[] picked = [.. Enumerable.Range(0, 10_000).Select(seed => new Dice((ulong)seed).Pick("style", ("a", 3f), ("b", 1f), ("never", 0f)))];

        Assert.Equal(0.75, picked.Count(style => style == "a") / 10_000.0, tolerance: 0.02);
        Assert.DoesNotContain("never", picked);
    }
}
