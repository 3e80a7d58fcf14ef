using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Tests.Support;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Evaluation.Tests.Embedding;

public sealed class SubjectEmbedderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Batches_give_the_embeddings_that_the_product_gives()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 4, photosEach: 3);
        using BatchAnalyzer batch = DrawnPeople.Starter();
        using var product = new PhotoAnalyzer(Options.Create(new VisionOptions { BundlePath = DrawnPeople.StarterFolder }), TimeProvider.System);

        SubjectSet plain = await Embed(batch, photos, varied: false, cache: null);
        SubjectSet varied = await Embed(batch, photos, varied: true, cache: null);

        for (int i = 0; i < photos.Length; i++)
        {
            byte[] file = await File.ReadAllBytesAsync(photos[i].File, TestContext.Current.CancellationToken);
            var expected = Assert.IsType<PhotoAnalysis.FacesFound>(await product.AnalyzeAsync(file, TestContext.Current.CancellationToken)).Faces[0];
            Assert.Equal(expected.Face.Box, plain.Subjects[i]!.Box);
            Assert.Equal(1, expected.Embedding.CosineSimilarity(plain.Subjects[i]!.Embedding), 1e-5);
            Assert.Equal(1, expected.Embedding.CosineSimilarity(varied.Subjects[i]!.Embedding), 1e-5);

            // Without a detector nothing can be left unaligned.
            Assert.Equal(2, varied.Subjects[i]!.Variants.Count);
        }

        Assert.Equal(12, plain.Speed.Photos);
        Assert.True(plain.Speed.EmbedMs > 0 && plain.Speed.DecodeMs > 0 && plain.Speed.WallMs > 0);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_where_it_was()
    {
        FolderPhoto[] photos = DrawnPeople.Draw(_folder, people: 8, photosEach: 5);
        using BatchAnalyzer batch = DrawnPeople.Starter();
        var cache = new EmbeddingCache(Path.Combine(_folder.Path, "cache"), batch.Model.BundleId);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SubjectEmbedder(new PhotoEmbedder(batch, cache), SubjectRule.Largest, TimeProvider.System)
            .EmbedAsync([.. photos.Select(photo => photo.File)], varied: false, done => { if (done == 3) { stop.Cancel(); } }, stop.Token));
        SubjectSet second = await Embed(batch, photos, varied: false, cache);
        SubjectSet third = await Embed(batch, photos, varied: false, cache);

        Assert.InRange(second.Speed.FromCache, 1, photos.Length - 1);
        Assert.Equal(photos.Length, second.Speed.FromCache + second.Speed.Photos);
        Assert.Equal(photos.Length, third.Speed.FromCache);
        Assert.Equal(second.Subjects.Select(subject => subject!.Embedding.Values.ToArray()), third.Subjects.Select(subject => subject!.Embedding.Values.ToArray()));
    }

    [Fact]
    public async Task Nothing_that_cannot_be_embedded_is_dropped_in_silence()
    {
        FolderPhoto[] photos =
        [
            .. DrawnPeople.Draw(_folder, people: 1, photosEach: 1),
            new FolderPhoto(_folder.Write("broken.jpg", "no picture"), "broken.jpg"),
            new FolderPhoto(Path.Combine(_folder.Path, "gone.jpg"), "gone.jpg"),
        ];
        using BatchAnalyzer batch = DrawnPeople.Starter();

        SubjectSet set = await Embed(batch, photos, varied: false, cache: null);

        Assert.NotNull(set.Subjects[0]);
        Assert.Equal([(1, "unreadable"), (2, "io")], set.Bad.Select(bad => (bad.Photo, bad.Why.Kind)));
    }

    [Fact]
    public void The_face_in_the_middle_may_be_another_than_the_largest()
    {
        var random = new Random(1);
        var photo = new PhotoAnalysis.FacesFound(400, 300, [Embeddings.Face(Embeddings.Random(random), 10), Embeddings.Face(Embeddings.Random(random), 180)], default);

        Assert.Equal(0, SubjectRule.Largest.Choose(photo));
        Assert.Equal(1, SubjectRule.Centre.Choose(photo));
    }

    private static Task<SubjectSet> Embed(BatchAnalyzer analyzer, FolderPhoto[] photos, bool varied, EmbeddingCache? cache) =>
        new SubjectEmbedder(new PhotoEmbedder(analyzer, cache), SubjectRule.Largest, TimeProvider.System)
            .EmbedAsync([.. photos.Select(photo => photo.File)], varied, _ => { }, TestContext.Current.CancellationToken);
}
