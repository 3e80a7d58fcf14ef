using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

public class ListingTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_gives_every_photo_once_page_by_page()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        PhotoRecord[] photos = [.. Enumerable.Range(0, 40).Select(i => Samples.Photo($"folder/{i}.jpg", i % 3, version: i))];
        await Task.WhenAll(photos.Select((photo, i) => gallery.Store.ReplaceAsync(photo, Samples.Faces(i % 3, i), Samples.Yes, Token)));
        var listed = new List<PhotoRecord>();
        for (int partition = 0; partition < gallery.Store.PartitionCount; partition++)
        {
            string? continuation = null;
            do
            {
                PhotoRecordPage page = await gallery.Store.ListAsync(partition, continuation, 2, Token);
                Assert.InRange(page.Photos.Count, 0, 2);
                Assert.All(page.Photos, photo => Assert.Equal(partition, Samples.PartitionOf(photo.Name)));
                listed.AddRange(page.Photos);
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        Assert.Equal(photos.OrderBy(photo => photo.Name, StringComparer.Ordinal), listed.OrderBy(photo => photo.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_goes_on_after_a_photo_that_was_removed_meanwhile()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Samples.NamesIn(2).Take(4)];
        foreach (string name in names)
        {
            await gallery.Store.ReplaceAsync(Samples.Photo(name, 0), [], Samples.Yes, Token);
        }

        PhotoRecordPage first = await gallery.Store.ListAsync(2, null, 2, Token);
        await gallery.Store.RemoveAsync(first.Photos[^1].Name, Samples.Yes, Token);
        PhotoRecordPage second = await gallery.Store.ListAsync(2, first.Continuation, 2, Token);

        Assert.Equal(names.Order(StringComparer.Ordinal), first.Photos.Concat(second.Photos).Select(photo => photo.Name).Order(StringComparer.Ordinal));
        Assert.Null(second.Continuation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcde'")]
    public async Task List_refuses_a_token_it_did_not_give(string token)
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        await Assert.ThrowsAsync<ArgumentException>(() => gallery.Store.ListAsync(0, token, 10, Token));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(16, 10)]
    [InlineData(0, 0)]
    [InlineData(0, 1001)]
    public async Task List_refuses_what_is_out_of_range(int partition, int pageSize)
    {
        TestGallery gallery = TestGallery.Uncreated(azurite);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => gallery.Store.ListAsync(partition, null, pageSize, Token));
    }

    [Theory]
    [InlineData("ruan")]
    [InlineData("O'Neil")]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("Zoë & \"Søn\" 100% #1 + ?/\\")]
    [InlineData("محمد 🙂 李")]
    public async Task ListNamesOfPerson_gives_that_person_alone(string person)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("other.jpg", 1, person: person + "2"), Samples.Faces(1, seed: 1), Samples.Yes, Token);
        string[] names = [.. Enumerable.Range(0, 9).Select(i => $"{i}.jpg")];
        await Task.WhenAll(names.Select((name, i) => gallery.Store.ReplaceAsync(Samples.Photo(name, i % 2, person: person), Samples.Faces(i % 2, seed: i, null), Samples.Yes, Token)));

        Assert.Equal(names, (await gallery.Store.ListNamesOfPersonAsync(person, Token)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FindPhotos_answers_in_the_order_of_the_names()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        string[] names = [.. Enumerable.Range(0, 30).Select(i => $"{i}.jpg")];
        await Task.WhenAll(names.Where((_, i) => i % 3 != 0).Select(name => gallery.Store.ReplaceAsync(Samples.Photo(name, 0), [], Samples.Yes, Token)));

        IReadOnlyList<PhotoRecord?> found = await gallery.Store.FindPhotosAsync([.. names, "1.jpg"], Token);

        Assert.Equal([.. names.Select((name, i) => i % 3 != 0 ? name : null), "1.jpg"], found.Select(photo => photo?.Name));
        Assert.Empty(await gallery.Store.FindPhotosAsync([], Token));
    }

    [Fact]
    public async Task A_row_under_the_key_of_another_name_is_refused()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), Samples.Yes, Token);
        TableEntity row = (await RawTable.ReadAsync(gallery.Table)).Single(row => row.RowKey == "photo|" + Samples.HashOf("a.jpg"));
        row["Name"] = "b.jpg";
        await gallery.Table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Token);

        await Assert.ThrowsAsync<InvalidDataException>(() => gallery.Store.FindAsync("a.jpg", Token));
        await Assert.ThrowsAsync<InvalidDataException>(() => gallery.Store.FindPhotosAsync(["a.jpg"], Token));
        await Assert.ThrowsAsync<InvalidDataException>(() => gallery.Store.RemoveAsync("a.jpg", Samples.Yes, Token));
    }

    [Theory]
    [InlineData("FaceCount", null)]
    [InlineData("FaceCount", "two")]
    [InlineData("Status", "Sleeping")]
    [InlineData("BundleId", null)]
    [InlineData("RecordedAt", 7)]
    [InlineData("Name", null)]
    [InlineData("Name", 7)]
    public async Task A_damaged_row_is_skipped_replaced_and_removed(string column, object? value)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        PhotoRecord photo = Samples.Photo("a.jpg", 1, version: 2);
        foreach (bool removes in new[] { false, true })
        {
            await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 3), Samples.Faces(3, seed: 1), Samples.Yes, Token);
            await gallery.Store.ReplaceAsync(Samples.Photo("b.jpg", 0), [], Samples.Yes, Token);
            TableEntity row = (await RawTable.ReadAsync(gallery.Table)).Single(row => row.RowKey == "photo|" + Samples.HashOf("a.jpg"));
            row.Remove(column);
            if (value is not null)
            {
                row[column] = value;
            }

            await gallery.Table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Token);

            Assert.Null(await gallery.Store.FindAsync("a.jpg", Token));
            IReadOnlyList<PhotoRecord?> found = await gallery.Store.FindPhotosAsync(["a.jpg", "b.jpg"], Token);
            Assert.Equal([("a.jpg", true), ("b.jpg", false)], found.Select(one => (one!.Name, one.IsDamaged)));
            Assert.Equal(column == "Name" ? 0 : 1, (await gallery.Store.ListNamesOfPersonAsync("ruan", Token)).Count(name => name == "a.jpg"));
            PhotoRecordPage page = await gallery.Store.ListAsync(Samples.PartitionOf("a.jpg"), null, 10, Token);
            Assert.Equal(column == "Name" ? (0, 1) : (1, 0), (page.Photos.Count(one => one.IsDamaged), page.Nameless));

            Assert.True(removes ? await gallery.Store.RemoveAsync("a.jpg", Samples.Yes, Token) : await gallery.Store.ReplaceAsync(photo, Samples.Faces(1, seed: 2), Samples.Yes, Token));
            Assert.Equal(removes ? null : photo, (await gallery.Store.FindAsync("a.jpg", Token))?.Photo);
            RawTable.AssertConsistent(await RawTable.ReadAsync(gallery.Table));
        }
    }
}
