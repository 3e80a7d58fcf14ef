using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Gallery;

public sealed class EraserTests : IDisposable
{
    private readonly InMemoryBlobs _blobs;
    private readonly InMemoryGalleryStore _store = new();
    private readonly GalleryMirror _mirror;
    private readonly Eraser _eraser;

    public EraserTests()
    {
        var time = new ManualTimeProvider();
        _blobs = new InMemoryBlobs(time) { LargestPage = 2 };
        _mirror = new GalleryMirror(_store, time);
        _eraser = new Eraser(_blobs, _store, _mirror);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] BlobNames => [.. _blobs.Gallery.Select(blob => blob.Path.Name)];

    private string[] RowNames => [.. _store.Everything.Select(row => row.Photo.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task DeletePhoto_takes_the_blob_the_row_and_the_search_result_at_once()
    {
        await EnrollAsync("ana/1.jpg", "ana", 1);
        await EnrollAsync("ben/1.jpg", "ben", 2);
        await _mirror.GetAsync(new FakeAnalyzer().Model, Cancellation);

        Assert.True(await _eraser.DeletePhotoAsync("ana/1.jpg", Cancellation));

        Assert.Equal(["ben/1.jpg"], BlobNames);
        Assert.Equal(["ben/1.jpg"], RowNames);
        Assert.Equal(["nobody", "ben ben/1.jpg"], (await _mirror.GetAsync(new FakeAnalyzer().Model, Cancellation)).Contents(1, 2));
    }

    [Fact]
    public async Task DeletePhoto_says_whether_there_was_anything()
    {
        _blobs.Upload("blob-only.jpg", "one:1");
        await _store.WriteAsync("row-only.jpg", "ana", 2);

        Assert.True(await _eraser.DeletePhotoAsync("blob-only.jpg", Cancellation));
        Assert.True(await _eraser.DeletePhotoAsync("row-only.jpg", Cancellation));
        Assert.False(await _eraser.DeletePhotoAsync("blob-only.jpg", Cancellation));
        Assert.False(await _eraser.DeletePhotoAsync("never.jpg", Cancellation));
        Assert.Empty(RowNames);
    }

    [Theory]
    [InlineData("DeleteAsync done")]
    [InlineData("Remove: read")]
    [InlineData("Remove: commit")]
    public async Task DeletePhoto_that_failed_half_way_is_finished_by_calling_again(string failing)
    {
        await EnrollAsync("ana/1.jpg", "ana", 1);
        int calls = 0;
        _blobs.Gate = _store.Gate = step => step == failing && ++calls == 1 ? throw new StorageUnavailableException("down") : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _eraser.DeletePhotoAsync("ana/1.jpg", Cancellation));
        Assert.True(await _eraser.DeletePhotoAsync("ana/1.jpg", Cancellation));

        Assert.Empty(BlobNames);
        Assert.Empty(RowNames);
    }

    [Fact]
    public async Task DeletePhoto_keeps_the_row_of_a_photo_that_was_uploaded_again_meanwhile()
    {
        await EnrollAsync("ana/1.jpg", "ana", 1);
        _store.Gate = step =>
        {
            if (step == "Remove: read")
            {
                _blobs.Upload("ana/1.jpg", "one:2");
            }

            return Task.CompletedTask;
        };

        Assert.True(await _eraser.DeletePhotoAsync("ana/1.jpg", Cancellation));

        Assert.Equal(["ana/1.jpg"], BlobNames);
        Assert.Equal(["ana/1.jpg"], RowNames);
    }

    [Fact]
    public async Task DeletePerson_takes_everything_of_the_person_and_nothing_else()
    {
        await EnrollAsync("ana/1.jpg", "ana", 1);
        await EnrollAsync("ana/2.jpg", "ana", 2);
        await EnrollAsync("elsewhere/3.jpg", "ana", 3, metadata: "ana");
        await EnrollAsync("ana/of-ben.jpg", "ben", 4, metadata: "ben");
        await EnrollAsync("ana-maria/1.jpg", "ana-maria", 5);
        await EnrollAsync("Ana/1.jpg", "Ana", 6);
        await _store.WriteAsync("ana/row-only.jpg", "ana", 7);
        _blobs.Upload("ana/not-analysed-yet.jpg", "one:8");
        _blobs.Upload("ana.jpg", "one:9");
        _blobs.Upload("party/not-analysed-yet.jpg", "one:10", person: "ana");
        _blobs.Upload("/ ana/odd-name.jpg", "one:11");

        int deleted = await _eraser.DeletePersonAsync("ana", Cancellation);

        Assert.Equal(8, deleted);
        Assert.Equal(["Ana/1.jpg", "ana-maria/1.jpg", "ana/of-ben.jpg"], BlobNames);
        Assert.Equal(BlobNames, RowNames);
        Assert.Equal(0, await _eraser.DeletePersonAsync("ana", Cancellation));
    }

    [Fact]
    public async Task DeletePerson_finds_every_spelling_of_a_name()
    {
        await EnrollAsync("Zo\u00EB/1.jpg", "Zo\u00EB", 1);
        _blobs.Upload("Zo\u00EB/2.jpg", "one:2");
        _blobs.Upload("Zoe\u0308/3.jpg", "one:3");

        Assert.Equal(3, await _eraser.DeletePersonAsync(" Zoe\u0308 ", Cancellation));
        Assert.Empty(BlobNames);
    }

    [Fact]
    public async Task DeletePerson_leaves_a_photo_that_is_somebody_elses_by_now()
    {
        await EnrollAsync("shared.jpg", "ana", 1, metadata: "ana");
        _blobs.Upload("shared.jpg", "one:2", person: "ben");

        await _eraser.DeletePersonAsync("ana", Cancellation);

        Assert.Equal(["shared.jpg"], BlobNames);
        Assert.Empty(RowNames);
    }

    [Fact]
    public async Task DeletePerson_leaves_the_row_of_a_photo_that_was_enrolled_for_somebody_else_meanwhile()
    {
        await EnrollAsync("shared.jpg", "ana", 1, metadata: "ana");
        PhotoBlob ofBen = _blobs.Upload("shared.jpg", "one:2", person: "ben");
        bool enrolled = false;
        _store.Gate = step =>
        {
            if (step != "Remove: commit" || enrolled)
            {
                return Task.CompletedTask;
            }

            enrolled = true;
            return _store.WriteAsync("shared.jpg", "ben", 2, etag: ofBen.ETag);
        };

        Assert.Equal(0, await _eraser.DeletePersonAsync("ana", Cancellation));

        Assert.Equal(["ben"], _store.Everything.Select(row => row.Photo.Person));
    }

    [Theory]
    [InlineData("FindAsync done", 1)]
    [InlineData("DeleteAsync", 1)]
    [InlineData("DeleteAsync done", 1)]
    [InlineData("FindAsync done", 2)]
    public async Task DeletePerson_loses_no_photo_that_somebody_else_uploads_meanwhile_and_keeps_no_row_of_the_person(string step, int time)
    {
        await EnrollAsync("shared.jpg", "ana", 1, metadata: "ana");
        int calls = 0;
        _blobs.Gate = gate =>
        {
            if (gate == step && ++calls == time)
            {
                _blobs.Upload("shared.jpg", "one:2", person: "ben");
            }

            return Task.CompletedTask;
        };

        Assert.Equal(1, await _eraser.DeletePersonAsync("ana", Cancellation));

        Assert.Equal(["ben"], _blobs.Gallery.Select(blob => blob.Person));
        Assert.Empty(RowNames);
    }

    [Fact]
    public async Task DeletePerson_keeps_the_row_of_a_photo_of_the_person_that_was_uploaded_and_enrolled_meanwhile()
    {
        await EnrollAsync("ana/1.jpg", "ana", 1);
        _store.Gate = step => step == "Remove: read" ? EnrollAsync("ana/1.jpg", "ana", 2) : Task.CompletedTask;

        await _eraser.DeletePersonAsync("ana", Cancellation);

        Assert.Equal(["ana/1.jpg"], BlobNames);
        Assert.Equal(["ana/1.jpg"], RowNames);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u0001")]
    public async Task DeletePerson_of_nobody_is_a_mistake_of_the_caller(string person)
    {
        _blobs.Upload("ana/1.jpg", "one:1");

        await Assert.ThrowsAsync<ArgumentException>(() => _eraser.DeletePersonAsync(person, Cancellation));
        Assert.Single(BlobNames);
    }

    private Task EnrollAsync(string name, string person, int seed, string? metadata = null) =>
        _store.WriteAsync(name, person, seed, etag: _blobs.Upload(name, "one:1", metadata).ETag);
}
