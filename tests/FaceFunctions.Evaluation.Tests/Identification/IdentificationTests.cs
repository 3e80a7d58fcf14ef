using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Identification;
using FaceFunctions.Evaluation.Tests.Support;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Tests.Identification;

public sealed class IdentificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void People_are_parted_into_gallery_probes_and_strangers()
    {
        // Nine people with three photos, and one with a single one.
        FolderPhoto[] photos =
        [
            .. Enumerable.Range(0, 27).Select(i => Photo($"p{i / 3}/{i % 3}.jpg")),
            Photo("single/0.jpg"),
            Photo("top.jpg"),
        ];

        IdentificationSet set = IdentificationSets.Of(photos, seed: 1);

        string[] enrolled = [.. set.Entries.Where(entry => entry.IsGallery).Select(entry => entry.Person)];
        Assert.Equal(7, enrolled.Length);
        Assert.Equal(7, enrolled.Distinct().Count());
        Assert.Equal(28, set.Photos.Distinct().Count());
        Assert.Equal(14, set.Entries.Count(entry => !entry.IsGallery && enrolled.Contains(entry.Person)));
        Assert.Equal(1 + 6, set.Entries.Count(entry => !entry.IsGallery && !enrolled.Contains(entry.Person)));
        Assert.All(set.Photos.Zip(set.Entries), one => Assert.StartsWith(one.Second.Person + "/", one.First, StringComparison.Ordinal));
        Assert.Equal(set.Photos, IdentificationSets.Of(photos, seed: 1).Photos);
    }

    [Fact]
    public void Folders_gallery_and_probes_are_taken_as_they_are()
    {
        IdentificationSet set = IdentificationSets.Of([Photo("gallery/ann/1.jpg"), Photo("probes/ann/2.jpg"), Photo("probes/bob/1.jpg"), Photo("gallery/loose.jpg")], seed: 1);

        Assert.Equal(["gallery/ann/1.jpg", "probes/ann/2.jpg", "probes/bob/1.jpg"], set.Photos);
        Assert.Equal([new IdentificationEntry("ann", true), new IdentificationEntry("ann", false), new IdentificationEntry("bob", false)], set.Entries);
    }

    [Theory]
    [InlineData("photo,person,role\na.jpg,ann,gallery\nb.jpg,ann,probe\n")]
    [InlineData("a.jpg;ann;Gallery\r\nb.jpg;ann;probes\r\n")]
    [InlineData("\ufeffa.jpg\tann\tgallery\n\nb.jpg\tann\tprobe")]
    public void A_list_says_who_is_what(string text)
    {
        IdentificationSet set = IdentificationSets.Read(_folder.Write("list.csv", text));

        Assert.Equal(["a.jpg", "b.jpg"], set.Photos);
        Assert.Equal([new IdentificationEntry("ann", true), new IdentificationEntry("ann", false)], set.Entries);
    }

    [Theory]
    [InlineData("a.jpg,ann,gallery\nb.jpg,ann,enemy\n", "line 2")]
    [InlineData("a.jpg,ann,gallery\nb.jpg,ann\n", "line 2")]
    [InlineData("a.jpg,ann,gallery\na.jpg,ann,probe\n", "listed twice")]
    public void A_broken_list_is_refused_with_line_and_reason(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<EvaluationException>(() => IdentificationSets.Read(_folder.Write("list.csv", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Sizes_grow_by_ones_twos_and_fives_up_to_all()
    {
        Assert.Equal([7], IdentificationRun.Sizes(7));
        Assert.Equal([10], IdentificationRun.Sizes(10));
        Assert.Equal([10, 20, 50, 100, 200, 500, 1000, 2000, 3456], IdentificationRun.Sizes(3456));
    }

    [Fact]
    public async Task Searches_of_drawn_people_agree_with_comparing_by_hand()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 16, photosEach: 2);
        using BatchAnalyzer analyzer = DrawnPeople.Starter();
        IdentificationSet set = IdentificationSets.Of(photos, seed: 3);
        var embedder = new SubjectEmbedder(new PhotoEmbedder(analyzer, cache: null), SubjectRule.Largest, TimeProvider.System);

        IdentificationResult result = await new IdentificationRun(analyzer, embedder, SubjectRule.Largest, seed: 3).MeasureAsync("folder", photos, set, (_, _) => { }, TestContext.Current.CancellationToken);

        SubjectSet subjects = await embedder.EmbedAsync([.. set.Photos.Select(name => photos.Single(photo => photo.Name == name).File)], varied: false, _ => { }, TestContext.Current.CancellationToken);
        (IdentificationEntry Entry, FaceEmbedding Embedding)[] all = [.. set.Entries.Zip(subjects.Subjects, (entry, subject) => (entry, subject!.Embedding))];
        var gallery = all.Where(one => one.Entry.IsGallery).ToArray();
        int right = 0, known = 0, alarms = 0, strangers = 0;
        foreach ((IdentificationEntry entry, FaceEmbedding probe) in all.Where(one => !one.Entry.IsGallery))
        {
            var best = gallery.MaxBy(one => one.Embedding.CosineSimilarity(probe));
            bool isKnown = gallery.Any(one => one.Entry.Person == entry.Person);
            known += isKnown ? 1 : 0;
            strangers += isKnown ? 0 : 1;
            right += isKnown && best.Entry.Person == entry.Person ? 1 : 0;
            alarms += !isKnown && best.Embedding.CosineSimilarity(probe) >= analyzer.Model.Thresholds.Match ? 1 : 0;
        }

        Assert.Equal((known, strangers), (result.KnownProbes, result.StrangerProbes));
        Assert.Equal([10, gallery.Length], result.Sizes.Select(size => size.People));
        Assert.Equal((double)right / known, result.Sizes[^1].Cmc![0].Rate, 1e-12);
        Assert.Equal((double)alarms / strangers, Assert.NotNull(result.Sizes[^1].AtMatchThreshold).FalsePositiveIdentificationRate, 1e-12);
        Assert.NotNull(result.Sizes[^1].Tpirs[0].Tpir);
        Assert.Null(result.Sizes[^1].Tpirs[1].Tpir);
        string page = IdentificationTables.CreatePage(result);
        Assert.Equal(2, page.Split("src=\"data:image/png;base64,").Length - 1);
        Assert.Contains("not enough probes", page, StringComparison.Ordinal);
    }

    [Fact]
    public void People_who_prove_nothing_are_refused() =>
        Assert.Throws<EvaluationException>(() => IdentificationSets.Of([Photo("ann/1.jpg"), Photo("bob/1.jpg")], seed: 1));

    private static FolderPhoto Photo(string name) => new($"/photos/{name}", name);
}
