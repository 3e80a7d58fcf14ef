using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;

namespace FaceFunctions.Evaluation.Tests.Pairs;

public sealed class PhotoLookupTests
{
    private static readonly string[] Names = ["Ann/1.jpg", "Ann/2.png", "Bob/1.jpg", "lfw/Cid/Cid_0001.jpg", "top.jpg", "Z\u00fc/\u00fc.jpg"];
    private readonly PhotoLookup _lookup = new([.. Names.Select(name => new FolderPhoto($"/photos/{name}", name))]);

    [Theory]
    [InlineData("Ann/1.jpg", 0)]
    [InlineData("./Ann/1.jpg", 0)]
    [InlineData("Ann\\1.jpg", 0)]
    [InlineData("/data/faces/Ann/1.jpg", 0)]
    [InlineData("faces/Ann/1", 0)]
    [InlineData("Ann/2.jpg", 1)]
    [InlineData("Cid/Cid_0001", 3)]
    [InlineData("Cid_0001.png", 3)]
    [InlineData("elsewhere/Cid/Cid_0001.jpg", 3)]
    [InlineData("top.jpg", 4)]
    [InlineData("x/top", 4)]
    [InlineData("Zu\u0308/u\u0308.jpg", 5)]
    public void A_photo_is_found_wherever_the_list_was_made(string listed, int expected) => Assert.Equal(expected, _lookup.Find(listed));

    [Theory]
    [InlineData("Dan/1.jpg")] // Ann's or Bob's 1.jpg? Neither.
    [InlineData("Dan/2.png")] // Nor is Ann's 2.png Dan's, although there is only one.
    [InlineData("1.jpg")]
    [InlineData("missing.jpg")]
    [InlineData("")]
    public void A_photo_that_is_not_there_or_not_clear_is_not_guessed(string listed) => Assert.Null(_lookup.Find(listed));
}
