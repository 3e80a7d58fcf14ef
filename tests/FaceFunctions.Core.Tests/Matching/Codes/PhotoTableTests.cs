using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Tests.Matching.Codes;

public class PhotoTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_has_the_places_that_a_dictionary_has_whatever_is_added_moved_and_removed(int seed)
    {
        // Ids of which many share the part that the table keeps, or lie beside each other at its end, where places go on at the beginning.
        var random = new Random(seed);
        uint[] tags = [0, 1, 2, uint.MaxValue, uint.MaxValue - 1, .. Enumerable.Range(0, 300).Select(_ => (uint)random.NextInt64(1L << 32))];
        PhotoId[] photos = [.. Enumerable.Range(0, 2000).Select(i => new PhotoId(((UInt128)(ulong)i << 64) | tags[random.Next(tags.Length)]))];
        var table = new PhotoTable();
        var expected = new Dictionary<int, PhotoId>(); // row to photo
        if (seed == 2)
        {
            table.Reserve(5000);
        }

        for (int change = 0, nextRow = 0; change < 20_000; change++)
        {
            PhotoId photo = photos[random.Next(photos.Length)];
            int[] rows = [.. expected.Where(row => (uint)row.Value.Value == (uint)photo.Value).Select(row => row.Key)];
            if (rows.Length == 0 || random.Next(5) < 2)
            {
                table.Add(photo, nextRow);
                expected.Add(nextRow++, photo);
            }
            else if (random.Next(3) == 0)
            {
                int row = rows[random.Next(rows.Length)];
                table.Move(expected[row], row, nextRow);
                expected.Add(nextRow++, expected[row]);
                expected.Remove(row);
            }
            else
            {
                int row = rows[random.Next(rows.Length)];
                table.RemoveAt(Places(table, photo).Single(place => table.RowAt(place) == row));
                expected.Remove(row);
            }

            if (change % 97 == 0)
            {
                foreach (uint tag in tags.Distinct())
                {
                    var any = new PhotoId(tag);
                    Assert.Equal(expected.Where(row => (uint)row.Value.Value == tag).Select(row => row.Key).Order(), Places(table, any).Select(table.RowAt).Order());
                }
            }
        }
    }

    [Fact]
    public void An_empty_table_has_no_places()
    {
        var table = new PhotoTable();

        Assert.Equal(-1, table.First(PhotoId.Of("a.jpg")));
        table.Add(PhotoId.Of("a.jpg"), 5);
        table.RemoveAt(table.First(PhotoId.Of("a.jpg")));
        Assert.Equal(-1, table.First(PhotoId.Of("a.jpg")));
    }

    [Fact]
    public void A_row_that_is_not_there_cannot_be_moved()
    {
        var table = new PhotoTable();
        table.Add(PhotoId.Of("a.jpg"), 5);

        Assert.Throws<InvalidOperationException>(() => table.Move(PhotoId.Of("a.jpg"), 6, 7));
    }

    private static IEnumerable<int> Places(PhotoTable table, PhotoId photo)
    {
        for (int place = table.First(photo); place >= 0; place = table.After(place, photo))
        {
            yield return place;
        }
    }
}
