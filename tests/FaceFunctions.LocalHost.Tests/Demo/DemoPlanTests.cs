using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class DemoPlanTests
{
    [Fact]
    public void Make_keeps_one_photo_of_each_known_person_and_two_whole_people_out()
    {
        DemoPlan plan = DemoPlan.Make(Photos("a:3", "b:1", "c:2", "d:1", "e:4"));

        Assert.Equal(["a/2", "c/1", "e/3"], plan.Known.Select(photo => photo.BlobName).Order(StringComparer.Ordinal));
        Assert.Equal(["b", "d"], plan.Strangers.Select(photo => photo.Person).Order(StringComparer.Ordinal));
        Assert.Equal(["a/0", "a/1", "c/0", "e/0", "e/1", "e/2"], plan.Gallery.Select(photo => photo.BlobName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Make_takes_a_part_of_a_large_collection()
    {
        DemoPlan plan = DemoPlan.Make(Photos([.. Enumerable.Range(0, 500).Select(i => $"p{i}:{1 + (i % 40)}")]));

        Assert.Equal((18, 18, 2), (plan.Gallery.Select(photo => photo.Person).Distinct().Count(), plan.Known.Count, plan.Strangers.Count));
        Assert.Equal(18 * 5, plan.Gallery.Count);
    }

    [Theory]
    [InlineData("a:5")]
    [InlineData("a:5", "b:5")]
    [InlineData("a:1", "b:1", "c:1")]
    public void Make_refuses_too_few_photos(params string[] people) => Assert.Throws<LocalHostException>(() => DemoPlan.Make(Photos(people)));

    private static LabelledPhoto[] Photos(params string[] people) =>
        [.. from person in people
            let parts = person.Split(':')
            from i in Enumerable.Range(0, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
            select LabelledPhoto.FromFile(parts[0], $"/photos/{i}")];
}
