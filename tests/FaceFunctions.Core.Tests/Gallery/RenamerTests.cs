using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Gallery;

public sealed class RenamerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly FakeAnalyzer _analyzer = new();
    private readonly GalleryMirror _mirror;
    private readonly Enroller _enroller;
    private readonly Renamer _renamer;

    public RenamerTests()
    {
        _blobs = new InMemoryBlobs(_time) { LargestPage = 2 };
        _mirror = new GalleryMirror(_store, _time);
        _enroller = new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time);
        _renamer = new Renamer(_blobs, _store, _enroller, _mirror, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task Rename_moves_photos_of_every_kind_without_analysing_any_and_the_trigger_has_nothing_to_do()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        await EnrollAsync("ana/group.jpg", "group:2,3");
        await EnrollAsync("ana/crowd.jpg", "subject:4,5");
        await EnrollAsync("ana.jpg", "none");
        await EnrollAsync("party/1.jpg", "text", person: "ana");
        await EnrollAsync("ben/1.jpg", "one:6");
        StoredPhoto[] before = [.. _store.Everything];
        int analyses = _analyzer.Analyses;
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new RenameOutcome.Renamed(5, 0, 0), await _renamer.RenameAsync(" ana ", "Ana Lim", merge: false, Cancellation));
        await DeliverAllAsync();

        Assert.Equal(analyses, _analyzer.Analyses);
        AssertRowsAreThoseOfTheBlobs();
        Assert.Equal(5, _blobs.Gallery.Count(blob => blob.Person == "Ana Lim"));
        Assert.Equal(
            before.Select(row => (row.Photo.Name, row.Photo.Status, row.Photo.Reason, row.Photo.FaceCount, Vectors(row), Named: row.Faces.Count(face => face.Person is not null))),
            _store.Everything.Select(row => (row.Photo.Name, row.Photo.Status, row.Photo.Reason, row.Photo.FaceCount, Vectors(row), Named: row.Faces.Count(face => face.Person is not null))));
        Assert.All(_store.Everything.Where(row => row.Photo.Person == "Ana Lim"), row => Assert.Equal(_time.GetUtcNow(), row.Photo.RecordedAt));
        Assert.Empty(_store.Bookmarks);

        static string Vectors(StoredPhoto row) => string.Join(' ', row.Faces.SelectMany(face => face.Embedding.Values.ToArray()));
    }

    [Fact]
    public async Task Rename_is_in_the_next_search_of_this_process_and_in_the_log_for_others()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        using var other = new GalleryMirror(_store, _time);
        FaceIndex before = await _mirror.GetAsync(_analyzer.Model, Cancellation);
        await other.GetAsync(_analyzer.Model, Cancellation);

        await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation);

        Assert.Equal(["ana ana/1.jpg"], before.Contents(1));
        Assert.Equal(["bea ana/1.jpg"], (await _mirror.GetAsync(_analyzer.Model, Cancellation)).Contents(1));
        _time.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Equal(["bea ana/1.jpg"], (await other.GetAsync(_analyzer.Model, Cancellation)).Contents(1));
    }

    [Fact]
    public async Task Rename_of_nobody_says_so_and_to_a_name_that_is_taken_changes_nothing_unless_both_are_to_become_one()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        await EnrollAsync("ben/1.jpg", "one:2");
        PhotoBlob[] before = [.. _blobs.Gallery];

        Assert.IsType<RenameOutcome.NotFound>(await _renamer.RenameAsync("zoe", "ana", merge: true, Cancellation));
        Assert.IsType<RenameOutcome.NameTaken>(await _renamer.RenameAsync("ana", "ben", merge: false, Cancellation));
        Assert.Equal(before, _blobs.Gallery);
        Assert.Empty(_store.Bookmarks);

        Assert.Equal(new RenameOutcome.Renamed(1, 0, 0), await _renamer.RenameAsync("ana", "ben", merge: true, Cancellation));
        Assert.Equal(["ben", "ben"], _store.Everything.Select(row => row.Photo.Person));
        AssertRowsAreThoseOfTheBlobs();
    }

    [Theory]
    [InlineData("", "ben")]
    [InlineData("ana", " ")]
    [InlineData("ana", "\u0001")]
    [InlineData("Zo\u00EB", "Zoe\u0308")]
    public async Task Rename_of_or_to_no_name_or_to_the_same_is_a_mistake_of_the_caller(string person, string to)
    {
        await EnrollAsync("ana/1.jpg", "one:1");

        await Assert.ThrowsAsync<ArgumentException>(() => _renamer.RenameAsync(person, to, merge: true, Cancellation));
        Assert.Null(Assert.Single(_blobs.Gallery).Person);
    }

    [Fact]
    public async Task Rename_leaves_a_photo_that_waits_for_its_trigger_to_it()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        _blobs.Upload("ana/2.jpg", "one:2");

        Assert.Equal(new RenameOutcome.Renamed(2, 0, 1), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));
        Assert.Equal(1, _analyzer.Analyses);
        await DeliverAllAsync();

        Assert.Equal(2, _analyzer.Analyses);
        AssertRowsAreThoseOfTheBlobs();
    }

    [Fact]
    public async Task Rename_tries_a_failed_photo_no_more_often_than_it_was()
    {
        await EnrollAsync("ana/1.jpg", "fault");

        Assert.Equal(new RenameOutcome.Renamed(1, 0, 0), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));

        Assert.Equal(1, _analyzer.Analyses);
        Assert.Equal(PhotoStatus.Failed, Assert.Single(_store.Everything).Photo.Status);
        AssertRowsAreThoseOfTheBlobs();
    }

    [Fact]
    public async Task Rename_analyses_a_photo_again_that_was_replaced_and_not_enrolled_since()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        _blobs.Upload("ana/1.jpg", "one:2");

        Assert.Equal(new RenameOutcome.Renamed(1, 1, 0), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));

        AssertRowsAreThoseOfTheBlobs();
        Assert.Equal(["nobody", "bea ana/1.jpg"], (await _mirror.GetAsync(_analyzer.Model, Cancellation)).Contents(1, 2));
    }

    [Fact]
    public async Task Rename_does_not_take_a_photo_that_became_somebody_elses_and_keeps_no_row_under_the_old_name()
    {
        await EnrollAsync("shared.jpg", "one:1", person: "ana");
        _blobs.Upload("shared.jpg", "one:2", person: "ben");

        Assert.Equal(new RenameOutcome.Renamed(0, 0, 0), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));

        Assert.Equal("ben", Assert.Single(_blobs.Gallery).Person);
        Assert.Empty(_store.Everything);
    }

    [Theory]
    [InlineData("SetPersonAsync")]
    [InlineData("SetPersonAsync done")]
    [InlineData("Replace: read")]
    [InlineData("Replace: read done")]
    [InlineData("Replace: commit")]
    [InlineData("Replace: commit done")]
    public async Task Rename_loses_no_photo_that_is_uploaded_meanwhile_and_ends_with_what_the_blob_says(string step)
    {
        foreach (string? owner in new[] { null, "ana", "ben" })
        {
            string name = $"ana/{owner}.jpg";
            await EnrollAsync(name, "one:1");
            OnceAt(step, () => _blobs.Upload(name, "one:9", owner));

            await _renamer.RenameAsync("ana", "bea", merge: true, Cancellation);
            await DeliverAllAsync();

            Assert.Equal(FakeAnalyzer.Photo("one:9"), _blobs.Content(name));
            AssertRowsAreThoseOfTheBlobs();
            Assert.Equal(owner == "ben" ? "ben" : step == "SetPersonAsync" ? "bea" : "ana", _store.Everything.Single(row => row.Photo.Name == name).Photo.Person);
            await _renamer.RenameAsync("ana", "zoe", merge: true, Cancellation);
        }
    }

    [Theory]
    [InlineData("SetPersonAsync")]
    [InlineData("SetPersonAsync done")]
    [InlineData("Replace: read done")]
    [InlineData("Replace: commit")]
    [InlineData("Replace: commit done")]
    public async Task Rename_keeps_nothing_of_a_photo_that_is_deleted_meanwhile(string step)
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        OnceAt(step, () => _blobs.Delete("ana/1.jpg"));

        Assert.Equal(new RenameOutcome.Renamed(0, 0, 0), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));

        Assert.Empty(_store.Everything);
    }

    [Theory]
    [InlineData("WriteBookmark done")]
    [InlineData("SetPersonAsync")]
    [InlineData("SetPersonAsync done")]
    [InlineData("Find")]
    [InlineData("Replace: read")]
    [InlineData("Replace: commit")]
    [InlineData("Replace: commit done")]
    [InlineData("Remove: read")]
    public async Task Rename_that_died_is_finished_by_calling_again_although_the_new_name_is_taken_by_then(string step)
    {
        foreach (int death in new[] { 1, 2 })
        {
            string[] names = [$"ana {death}/1.jpg", $"ana {death}/2.jpg", $"ana {death}/3.jpg"];
            await Task.WhenAll(names.Select(name => EnrollAsync(name, $"one:{death}")));
            int calls = 0;
            _blobs.Gate = _store.Gate = gate => gate == step && ++calls >= death ? throw new StorageUnavailableException("down") : Task.CompletedTask;
            await Assert.ThrowsAnyAsync<StorageUnavailableException>(() => _renamer.RenameAsync($"ana {death}", $"bea {death}", merge: false, Cancellation));
            _blobs.Gate = _store.Gate = _ => Task.CompletedTask;

            // Nothing is found where the death came after the last thing to do.
            Assert.IsNotType<RenameOutcome.NameTaken>(await _renamer.RenameAsync($"ana {death}", $"bea {death}", merge: false, Cancellation));

            Assert.Equal(3, _store.Everything.Count(row => row.Photo.Person == $"bea {death}"));
            AssertRowsAreThoseOfTheBlobs();
            Assert.Empty(_store.Bookmarks);
            Assert.IsType<RenameOutcome.NotFound>(await _renamer.RenameAsync($"ana {death}", $"bea {death}", merge: false, Cancellation));
        }
    }

    [Theory]
    [InlineData("SetPersonAsync done")]
    [InlineData("Replace: commit")]
    public async Task Rename_that_died_is_repaired_to_the_new_name_by_the_trigger_alone(string step)
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        OnceAt(step, () => throw new StorageUnavailableException("down"));
        await Assert.ThrowsAnyAsync<StorageUnavailableException>(() => _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));

        await DeliverAllAsync();

        Assert.Equal("bea", Assert.Single(_store.Everything).Photo.Person);
        AssertRowsAreThoseOfTheBlobs();
    }

    [Fact]
    public async Task Rename_that_died_long_ago_gives_no_right_to_a_name_that_is_taken()
    {
        await EnrollAsync("ana/1.jpg", "one:1");
        OnceAt("SetPersonAsync", () => throw new StorageUnavailableException("down"));
        await Assert.ThrowsAnyAsync<StorageUnavailableException>(() => _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));
        await EnrollAsync("bea/1.jpg", "one:2");
        _time.Advance(Renamer.ResumableFor);

        Assert.IsType<RenameOutcome.NameTaken>(await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));
    }

    [Fact]
    public async Task Merge_judges_a_photo_anew_that_was_refused_for_its_likeness_and_drops_warnings_that_no_longer_mean_anybody()
    {
        EnrollmentWarning[] warnings = [new EnrollmentWarning.LooksLikeAnother(0.1f, 0.9f)];
        await EnrollAsync("ben/1.jpg", "one:1");
        await EnrollAsync("ana/refused.jpg", "one:1");
        await EnrollAsync("ana/warned.jpg", "one:2");
        StoredPhoto refused = (await _store.FindAsync("ana/refused.jpg", Cancellation))!;
        await ReplaceAsync(refused.Photo with { Status = PhotoStatus.Refused, Reason = "Looks like another.", Warnings = warnings }, [refused.Faces[0] with { Person = null }]);
        StoredPhoto warned = (await _store.FindAsync("ana/warned.jpg", Cancellation))!;
        await ReplaceAsync(warned.Photo with { Warnings = warnings }, warned.Faces);

        // Another name changes nothing of how they compare.
        Assert.Equal(new RenameOutcome.Renamed(2, 0, 0), await _renamer.RenameAsync("ana", "bea", merge: false, Cancellation));
        Assert.Equal(2, _store.Everything.Count(row => row.Photo.Warnings.Count == 1));

        Assert.Equal(new RenameOutcome.Renamed(2, 1, 0), await _renamer.RenameAsync("bea", "ben", merge: true, Cancellation));
        Assert.All(_store.Everything, row => Assert.Equal((PhotoStatus.Enrolled, 0), (row.Photo.Status, row.Photo.Warnings.Count)));
        AssertRowsAreThoseOfTheBlobs();
    }

    /// <summary>Any order of two renames, an erasure, a new version and the triggers' deliveries ends with what the blobs say, and with no row of a name that no blob bears.</summary>
    [Fact]
    public async Task Any_interleaving_ends_with_what_the_blobs_say()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var time = new ManualTimeProvider();
            var blobs = new InMemoryBlobs(time);
            var store = new InMemoryGalleryStore(partitions: 1);
            var analyzer = new FakeAnalyzer();
            using var mirror = new GalleryMirror(store, time);
            var enroller = new Enroller(blobs, store, analyzer, new EnrollmentRules(), time);
            var photos = new PhotoRenamer(blobs, store, enroller, time);
            var eraser = new Eraser(blobs, store, mirror);
            string[] names = ["ana/1.jpg", "ana/2.jpg"];
            foreach (string name in names)
            {
                blobs.Upload(name, "one:1");
                await enroller.EnrollAsync(name, CancellationToken.None);
            }

            var interleaving = new Interleaving(seed);
            blobs.Gate = store.Gate = _ => interleaving.TurnAsync();
            foreach (string name in names)
            {
                interleaving.Add(() => RenameAsync(name, new Renaming("ana", "bea", IsMerge: false)));
                interleaving.Add(() => RenameAsync(name, new Renaming("bea", "cleo", IsMerge: false)));
                interleaving.Add(() => enroller.EnrollAsync(name, CancellationToken.None));
            }

            interleaving.Add(() => eraser.DeletePersonAsync(seed % 2 == 0 ? "bea" : "ana", CancellationToken.None));
            interleaving.Add(async () =>
            {
                await interleaving.TurnAsync();
                blobs.Upload("ana/1.jpg", "one:2", seed % 3 == 0 ? "bea" : null);
                await enroller.EnrollAsync("ana/1.jpg", CancellationToken.None);
            });
            interleaving.Run();
            blobs.Gate = store.Gate = _ => Task.CompletedTask;
            foreach (StoredPhoto row in store.Everything)
            {
                PhotoBlob? blob = blobs.Gallery.FirstOrDefault(blob => blob.Path.Name == row.Photo.Name);
                Assert.True(blob is not null, $"Seed {seed}: {row.Photo.Name} has a row and no blob.");
                Assert.True(row.Photo.BlobETag != blob.ETag || blob.IsOf(row.Photo.Person), $"Seed {seed}: the row of {row.Photo.Name} is {row.Photo.Person}'s, its blob is not.");
            }

            // What the triggers of the versions written last do.
            foreach (PhotoBlob blob in blobs.Gallery)
            {
                await enroller.EnrollAsync(blob.Path.Name, CancellationToken.None);
            }

            Assert.Equal(blobs.Gallery.Select(blob => (blob.Path.Name, blob.ETag, blob.IsOf(RowOf(blob).Person))), blobs.Gallery.Select(blob => (RowOf(blob).Name, RowOf(blob).BlobETag, true)));

            PhotoRecord RowOf(PhotoBlob blob) => store.Everything.Single(row => row.Photo.Name == blob.Path.Name).Photo;

            async Task RenameAsync(string name, Renaming renaming)
            {
                if (await photos.MoveAsync(name, renaming, CancellationToken.None) == RenamedPhoto.Left)
                {
                    await photos.EnrollAsync(name, renaming, CancellationToken.None);
                }
            }
        }
    }

    private void OnceAt(string step, Action what)
    {
        int calls = 0;
        _blobs.Gate = _store.Gate = gate =>
        {
            if (gate == step && Interlocked.Increment(ref calls) == 1)
            {
                what();
            }

            return Task.CompletedTask;
        };
    }

    private async Task EnrollAsync(string name, string script, string? person = null)
    {
        _blobs.Upload(name, script, person);
        await _enroller.EnrollAsync(name, Cancellation);
    }

    private Task ReplaceAsync(PhotoRecord photo, IReadOnlyList<FaceRecord> faces) => _store.ReplaceAsync(photo, faces, _ => Task.FromResult(true), Cancellation);

    /// <summary>The trigger of every blob's present version.</summary>
    private async Task DeliverAllAsync()
    {
        foreach (PhotoBlob blob in _blobs.Gallery)
        {
            await _enroller.EnrollAsync(blob.Path.Name, Cancellation);
        }
    }

    private void AssertRowsAreThoseOfTheBlobs()
    {
        Assert.Equal(
            _blobs.Gallery.Select(blob => (blob.Path.Name, PersonName.Of(blob.Path.Name, blob.Person), blob.ETag, blob.LastModified)),
            _store.Everything.OrderBy(row => row.Photo.Name, StringComparer.Ordinal).Select(row => (row.Photo.Name, row.Photo.Person, row.Photo.BlobETag, row.Photo.BlobLastModified)));
        Assert.All(_store.Everything, row => Assert.All(row.Faces, face => Assert.True(face.Person is null || face.Person == row.Photo.Person)));
    }
}
