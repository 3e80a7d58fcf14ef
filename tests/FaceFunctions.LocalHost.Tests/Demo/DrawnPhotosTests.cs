using FaceFunctions.LocalHost.Demo;
using FaceFunctions.Portraits;
using SkiaSharp;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class DrawnPhotosTests
{
    private static readonly Lazy<DemoPlan> Plan = new(() => DrawnPhotos.Draw(DrawnPhotos.DefaultSeed));

    [Fact]
    public void Twelve_people_with_three_photos_each_and_one_to_ask_about_and_six_strangers_are_drawn()
    {
        DemoPlan plan = Plan.Value;

        Assert.Equal(12, plan.Gallery.GroupBy(photo => photo.Person).Count(person => person.Count() == 3));
        Assert.Equal(36, plan.Gallery.Count);
        Assert.Equal(plan.Gallery.Select(photo => photo.Person).Distinct(), plan.Known.Select(photo => photo.Person));
        Assert.Equal(6, plan.Strangers.Select(photo => photo.Person).Except(plan.Known.Select(photo => photo.Person)).Count());
        Assert.Equal(6, plan.Strangers.Count);
    }

    [Fact]
    public void No_photo_is_drawn_twice()
    {
        LabelledPhoto[] all = [.. Plan.Value.Gallery, .. Plan.Value.Known, .. Plan.Value.Strangers];

        Assert.Equal(54, all.Select(photo => photo.BlobName).Distinct().Count());
        Assert.Equal(54, all.Select(photo => Convert.ToBase64String(photo.Read())).Distinct().Count());
    }

    [Fact]
    public void A_seed_draws_the_same_again_and_another_seed_other_people()
    {
        Assert.Equal(Contents(Plan.Value), Contents(DrawnPhotos.Draw(DrawnPhotos.DefaultSeed)));
        Assert.Empty(Contents(Plan.Value).Intersect(Contents(DrawnPhotos.Draw(DrawnPhotos.DefaultSeed + 1))));
    }

    [Fact]
    public void The_people_are_none_that_the_starter_was_made_with()
    {
        Assert.DoesNotContain(DrawnPhotos.DefaultSeed, StarterSets.All);
        Assert.Equal(Plan.Value.Known[0].Read(), new PortraitSet(DrawnPhotos.DefaultSeed).Draw(0, 3).File);
    }

    [Fact]
    public void A_group_is_one_picture_that_is_wider_than_high()
    {
        DemoPlan plan = Plan.Value;

        using SKBitmap group = SKBitmap.Decode(plan.MakeGroup([plan.Known[0], plan.Strangers[0], plan.Known[1]]));

        Assert.True(group.Width > group.Height, $"{group.Width} x {group.Height}");
    }

    private static IEnumerable<string> Contents(DemoPlan plan) =>
        [.. plan.Gallery.Concat(plan.Known).Concat(plan.Strangers).Select(photo => $"{photo.BlobName}: {Convert.ToBase64String(photo.Read())}")];
}
