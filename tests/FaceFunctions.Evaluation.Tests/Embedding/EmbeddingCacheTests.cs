using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Tests.Support;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Tests.Embedding;

public sealed class EmbeddingCacheTests : IDisposable
{
    private static readonly string Hash = new('a', 64);
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void What_was_kept_is_found_again(int faces, bool varied)
    {
        VariedPhoto photo = Embeddings.Photo(_random, faces, varied);
        var cache = new EmbeddingCache(_folder.Path, "bundle-1");

        cache.Keep(Hash, photo, varied);
        VariedPhoto found = Assert.IsType<VariedPhoto>(cache.Find(Hash, varied));

        Assert.Null(cache.Fault);
        if (faces == 0)
        {
            Assert.Equal(photo.Analysis, found.Analysis);
            return;
        }

        var before = (PhotoAnalysis.FacesFound)photo.Analysis;
        var after = (PhotoAnalysis.FacesFound)found.Analysis;
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.Equal(before.Faces.Select(face => face.Face), after.Faces.Select(face => face.Face));
        Assert.Equal(before.Faces.Select(face => face.Quality), after.Faces.Select(face => face.Quality));
        Assert.Equal(before.Faces.Select(face => face.Embedding.Values.ToArray()), after.Faces.Select(face => face.Embedding.Values.ToArray()));
        Assert.Equal(
            photo.Faces.SelectMany(face => face.Embeddings).Select(embedding => embedding.Values.ToArray()),
            found.Faces.SelectMany(face => face.Embeddings).Select(embedding => embedding.Values.ToArray()));
    }

    [Fact]
    public void Variants_are_enough_for_who_needs_none_and_not_the_other_way_round()
    {
        var cache = new EmbeddingCache(_folder.Path, "bundle-1");
        string other = new('b', 64);
        cache.Keep(Hash, Embeddings.Photo(_random, 1, varied: true), varied: true);
        cache.Keep(other, Embeddings.Photo(_random, 1, varied: false), varied: false);

        Assert.NotNull(cache.Find(Hash, varied: false));
        Assert.Null(cache.Find(other, varied: true));
    }

    [Fact]
    public void Another_bundle_sees_nothing()
    {
        new EmbeddingCache(_folder.Path, "bundle-1").Keep(Hash, Embeddings.Photo(_random, 1, varied: false), varied: false);

        Assert.Null(new EmbeddingCache(_folder.Path, "bundle-2").Find(Hash, varied: false));
    }

    [Fact]
    public void A_damaged_entry_counts_as_missing_whatever_the_damage()
    {
        var cache = new EmbeddingCache(_folder.Path, "bundle-1");
        cache.Keep(Hash, Embeddings.Photo(_random, 2, varied: true), varied: false);
        string file = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        byte[] whole = File.ReadAllBytes(file);

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x40;
            File.WriteAllBytes(file, damaged);
            Assert.Null(cache.Find(Hash, varied: false));
        }

        foreach (int length in (int[])[0, 1, 19, 20, whole.Length / 2, whole.Length - 1])
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Null(cache.Find(Hash, varied: false));
        }

        // Somebody else's entry under this name.
        string other = new('b', 64);
        cache.Keep(other, Embeddings.Photo(_random, 1, varied: false), varied: false);
        File.Copy(Directory.GetFiles(_folder.Path, "b*.faces", SearchOption.AllDirectories).Single(), file, overwrite: true);
        Assert.Null(cache.Find(Hash, varied: false));

        cache.Keep(Hash, Embeddings.Photo(_random, 2, varied: false), varied: false);
        Assert.NotNull(cache.Find(Hash, varied: false));
    }

    [Fact]
    public void Only_the_owner_can_read_what_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        string root = Path.Combine(_folder.Path, "a", "b");

        new EmbeddingCache(root, "bundle-1").Keep(Hash, Embeddings.Photo(_random, 1, varied: false), varied: false);

        if (!OperatingSystem.IsWindows())
        {
            string file = Assert.Single(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            foreach (string folder in (string[])[root, Path.Combine(root, "bundle-1"), Path.GetDirectoryName(file)!])
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            }
        }
    }

    [Fact]
    public void What_cannot_be_written_is_a_fault_that_is_told_and_no_more()
    {
        string file = _folder.Write("file", "no folder");
        var cache = new EmbeddingCache(file, "bundle-1");

        cache.Keep(Hash, Embeddings.Photo(_random, 1, varied: false), varied: false);

        Assert.NotNull(cache.Fault);
        Assert.Null(cache.Find(Hash, varied: false));
    }

    [Fact]
    public void Clear_deletes_every_entry_and_nothing_else()
    {
        var cache = new EmbeddingCache(_folder.Path, "bundle-1");
        cache.Keep(Hash, Embeddings.Photo(_random, 1, varied: false), varied: false);
        cache.Keep(Hash, Embeddings.Photo(_random, 1, varied: true), varied: true);
        new EmbeddingCache(_folder.Path, "bundle-2").Keep(Hash, Embeddings.Photo(_random, 1, varied: false), varied: false);
        string[] others =
        [
            _folder.Write("photo.jpg", "mine"),
            _folder.Write("bundle-1/aa/letter.txt", "mine"),
            _folder.Write($"bundle-1/aa/{Hash}.jpg", "mine"),
            _folder.Write($"album/holiday/{Hash}.faces", "mine"),
        ];
        _folder.Write($"bundle-1/aa/{Hash}.faces.0123.tmp", "left by a run that was killed");

        (int entries, long bytes) = EmbeddingCache.Clear(_folder.Path);

        Assert.Equal(3, entries);
        Assert.True(bytes > 0);
        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "bundle-2")));
        Assert.Equal((0, 0), EmbeddingCache.Clear(Path.Combine(_folder.Path, "not there")));
    }
}
