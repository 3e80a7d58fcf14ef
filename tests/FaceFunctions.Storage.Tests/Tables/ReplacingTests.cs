using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

public class ReplacingTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Replace_stores_the_photo_and_its_faces_as_they_were_given(int count)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        PhotoRecord photo = Samples.Photo("ruan/7.jpg", count);
        FaceRecord[] faces = Samples.Faces(count, seed: 1, dimension: 512);

        Assert.True(await gallery.Store.ReplaceAsync(photo, faces, Samples.Yes, Token));

        StoredPhoto stored = Assert.IsType<StoredPhoto>(await gallery.Store.FindAsync("ruan/7.jpg", Token));
        Assert.Equal(photo, stored.Photo);
        Assert.Equal(count, stored.Faces.Count);
        foreach ((FaceRecord expected, FaceRecord actual) in faces.Zip(stored.Faces))
        {
            Assert.Equal(expected.Person, actual.Person);
            Assert.Equal(expected.Face, actual.Face);
            Assert.Equal(expected.Quality, actual.Quality);
            Assert.Equal(1, expected.Embedding.CosineSimilarity(actual.Embedding), 1e-6);
        }
    }

    [Fact]
    public async Task Replace_keeps_times_of_another_offset_as_the_same_moment()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var local = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(13)).AddTicks(1);

        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 0) with { RecordedAt = local }, [], Samples.Yes, Token);

        DateTimeOffset stored = (await gallery.Store.FindAsync("a.jpg", Token))!.Photo.RecordedAt;
        Assert.Equal(local, stored);
        Assert.Equal(TimeSpan.Zero, stored.Offset);
    }

    [Fact]
    public async Task Replace_leaves_no_face_of_a_version_with_more_faces()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        int version = 0;
        foreach (int count in new[] { 8, 3, 0, 5, 5, 1 })
        {
            version++;
            await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", count, version: version), Samples.Faces(count, seed: version), Samples.Yes, Token);

            List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
            Assert.Equal(count, RawTable.Keys(rows, "face|", Samples.PartitionOf("a.jpg")).Length);
            RawTable.AssertConsistent(rows);
        }

        Assert.Equal(6, RawTable.Log(await RawTable.ReadAsync(gallery.Table), Samples.PartitionOf("a.jpg")).Length);
    }

    [Fact]
    public async Task Replace_fits_the_most_and_longest_faces_into_one_transaction()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;

        // Each of these letters is six bytes of JSON, as longest names go.
        string name = new('é', 1024);
        PhotoRecord photo = Samples.Photo(name, store.MaxFacesPerPhoto, person: new string('ü', 256));
        FaceRecord[] faces = [.. Samples.Faces(store.MaxFacesPerPhoto, seed: 1, dimension: 1024).Select(face => face with { Person = photo.Person })];

        Assert.True(await store.ReplaceAsync(photo, faces, Samples.Yes, Token));
        Assert.True(await store.ReplaceAsync(photo, faces, Samples.Yes, Token));
        Assert.True(await store.RemoveAsync(name, Samples.Yes, Token));

        Assert.InRange(proxy.LargestRequestBytes, 1 << 20, 4 << 20);
        RawTable.AssertConsistent(await RawTable.ReadAsync(gallery.Table));
    }

    [Fact]
    public async Task Replace_refuses_more_faces_than_fit()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        int count = gallery.Store.MaxFacesPerPhoto + 1;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", count), Samples.Faces(count, seed: 1), Samples.Yes, Token));

        Assert.Empty(await RawTable.ReadAsync(gallery.Table));
    }

    [Fact]
    public async Task Replace_refuses_a_count_that_is_not_that_of_the_faces()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        await Assert.ThrowsAsync<ArgumentException>(() => gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 2), Samples.Faces(1, seed: 1), Samples.Yes, Token));
    }

    [Fact]
    public async Task Replace_changes_nothing_when_the_version_is_not_current()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 3, version: 2), Samples.Faces(3, seed: 2), Samples.Yes, Token);
        string[] before = Describe(await RawTable.ReadAsync(gallery.Table));

        Assert.False(await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1, version: 1), Samples.Faces(1, seed: 1), _ => Task.FromResult(false), Token));

        Assert.Equal(before, Describe(await RawTable.ReadAsync(gallery.Table)));
    }

    [Fact]
    public async Task Replace_asks_again_when_another_writer_was_there_first()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Samples.NamesIn(3).Take(2)];
        int asked = 0;

        bool written = await gallery.Store.ReplaceAsync(Samples.Photo(names[0], 2), Samples.Faces(2, seed: 1), InterfereOnceAsync, Token);

        Assert.True(written);
        Assert.Equal(2, asked);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal([Samples.HashOf(names[1]), Samples.HashOf(names[0])], RawTable.Log(rows, 3));
        RawTable.AssertConsistent(rows);

        async Task<bool> InterfereOnceAsync(CancellationToken cancellationToken) => ++asked > 1
            || await gallery.Store.ReplaceAsync(Samples.Photo(names[1], 1), Samples.Faces(1, seed: 2), Samples.Yes, cancellationToken);
    }

    [Fact]
    public async Task Replace_loses_to_a_newer_version_that_arrives_between_its_question_and_its_write()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        int current = 1;

        bool written = await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 4, version: 1), Samples.Faces(4, seed: 1), AskAsync, Token);

        Assert.False(written);
        Assert.Equal("\"0x2\"", (await gallery.Store.FindAsync("a.jpg", Token))!.Photo.BlobETag);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Single(RawTable.Log(rows, Samples.PartitionOf("a.jpg")));
        RawTable.AssertConsistent(rows);

        async Task<bool> AskAsync(CancellationToken cancellationToken)
        {
            bool answer = current == 1;
            if (answer)
            {
                current = 2;
                await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1, version: 2), Samples.Faces(1, seed: 2), Samples.Yes, cancellationToken);
            }

            return answer;
        }
    }

    [Fact]
    public async Task Replace_leaves_no_face_of_a_version_that_came_between_its_own_reads()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 5, version: 1), Samples.Faces(5, seed: 1), Samples.Yes, Token);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;
        var written = new TaskCompletionSource();

        // The photo's row is read with 5 faces; then comes a version with 8; only then is the head read, which is fresh.
        proxy.AfterAnswer = async path =>
        {
            if (path.Contains("photo|", StringComparison.Ordinal) && !written.Task.IsCompleted)
            {
                await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 8, version: 2), Samples.Faces(8, seed: 2), Samples.Yes, Token);
                written.SetResult();
            }
        };
        proxy.BeforeRequest = path => path.Contains("'head'", StringComparison.Ordinal) ? written.Task : Task.CompletedTask;

        Assert.True(await store.ReplaceAsync(Samples.Photo("a.jpg", 2, version: 3), Samples.Faces(2, seed: 3), Samples.Yes, Token));

        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(3, RawTable.Log(rows, Samples.PartitionOf("a.jpg")).Length);
        RawTable.AssertConsistent(rows);
    }

    [Fact]
    public async Task Replace_is_done_once_when_the_answer_gets_lost()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;
        int asked = 0;
        proxy.AnswersToLose = 1;

        bool written = await store.ReplaceAsync(Samples.Photo("a.jpg", 2), Samples.Faces(2, seed: 1), _ => Task.FromResult(++asked > 0), Token);

        Assert.True(written);
        Assert.True(proxy.AnswersToLose <= 0);
        Assert.Equal(1, asked);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Single(RawTable.Log(rows, Samples.PartitionOf("a.jpg")));
        RawTable.AssertConsistent(rows);
    }

    [Fact]
    public async Task Replace_again_after_every_answer_got_lost_does_no_harm()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        IGalleryStore store = gallery.Over(proxy.ConnectionString).Gallery;
        PhotoRecord photo = Samples.Photo("a.jpg", 2);
        FaceRecord[] faces = Samples.Faces(2, seed: 1);
        proxy.AnswersToLose = 100;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ReplaceAsync(photo, faces, Samples.Yes, Token));
        proxy.AnswersToLose = 0;

        Assert.True(await store.ReplaceAsync(photo, faces, Samples.Yes, Token));

        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal([Samples.HashOf("a.jpg"), Samples.HashOf("a.jpg")], RawTable.Log(rows, Samples.PartitionOf("a.jpg")));
        RawTable.AssertConsistent(rows);
        Assert.Equal(2, (await store.FindAsync("a.jpg", Token))!.Faces.Count);
    }

    [Fact]
    public async Task Replace_passes_on_what_the_question_throws_and_changes_nothing()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 0), [], _ => throw new TimeZoneNotFoundException(), Token));

        Assert.Empty(await RawTable.ReadAsync(gallery.Table));
    }

    [Fact]
    public async Task Replace_says_that_the_table_is_missing()
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        Azure.RequestFailedException error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 0), [], Samples.Yes, Token));

        Assert.Equal(404, error.Status);
    }

    [Fact]
    public async Task Remove_takes_the_row_and_all_faces()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 5), Samples.Faces(5, seed: 1), Samples.Yes, Token);

        Assert.True(await gallery.Store.RemoveAsync("a.jpg", Samples.Yes, Token));
        Assert.False(await gallery.Store.RemoveAsync("a.jpg", Samples.Yes, Token));

        Assert.Null(await gallery.Store.FindAsync("a.jpg", Token));
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Equal(3, rows.Count);
        Assert.Equal([Samples.HashOf("a.jpg"), Samples.HashOf("a.jpg")], RawTable.Log(rows, Samples.PartitionOf("a.jpg")));
        RawTable.AssertConsistent(rows);
    }

    [Fact]
    public async Task Remove_changes_nothing_when_the_photo_is_back()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), Samples.Yes, Token);

        Assert.False(await gallery.Store.RemoveAsync("a.jpg", _ => Task.FromResult(false), Token));

        Assert.NotNull(await gallery.Store.FindAsync("a.jpg", Token));
        Assert.Single(RawTable.Log(await RawTable.ReadAsync(gallery.Table), Samples.PartitionOf("a.jpg")));
    }

    [Fact]
    public async Task Remove_of_a_photo_without_a_row_stops_a_writer_that_was_asked_before_the_photo_went()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        bool gone = false;

        bool written = await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), AskAsync, Token);

        Assert.False(written);
        List<TableEntity> rows = await RawTable.ReadAsync(gallery.Table);
        Assert.Empty(RawTable.Log(rows, Samples.PartitionOf("a.jpg")));
        RawTable.AssertConsistent(rows);

        async Task<bool> AskAsync(CancellationToken cancellationToken)
        {
            bool answer = !gone;
            gone = true;
            Assert.False(await gallery.Store.RemoveAsync("a.jpg", Samples.Yes, cancellationToken));
            return answer;
        }
    }

    [Fact]
    public async Task Remove_says_true_once_when_the_answer_gets_lost()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), Samples.Yes, Token);
        await using var proxy = new TableProxy(azurite.ConnectionString);
        proxy.AnswersToLose = 1;

        Assert.True(await gallery.Over(proxy.ConnectionString).Gallery.RemoveAsync("a.jpg", Samples.Yes, Token));

        Assert.Equal(2, RawTable.Log(await RawTable.ReadAsync(gallery.Table), Samples.PartitionOf("a.jpg")).Length);
    }

    private static string[] Describe(IEnumerable<TableEntity> rows) => [.. rows.Select(row => $"{row.PartitionKey} {row.RowKey} {row.ETag}")];
}
