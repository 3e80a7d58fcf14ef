using Azure.Data.Tables;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Storage.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Tables;

/// <summary>What enrolment measured, and what it warned of, as rows keep it.</summary>
public class HealthColumnsTests(TestAzurite azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Warnings_are_kept_as_they_were()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        EnrollmentWarning[] warnings =
        [
            new EnrollmentWarning.LooksLikeAnother(0.12345678f, 0.7654321f), new EnrollmentWarning.LooksLikeAnother(null, -0f), new EnrollmentWarning.UnlikeOwn(-1f), new EnrollmentWarning.NotCompared(),
        ];
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1) with { Warnings = warnings }, Samples.Faces(1, seed: 1), Samples.Yes, Token);

        Assert.Equal(warnings, (await gallery.Store.FindAsync("a.jpg", Token))!.Photo.Warnings);
        Assert.Equal(warnings, (await gallery.Store.FindPhotosAsync(["a.jpg"], Token))[0]!.Warnings);
    }

    [Fact]
    public async Task A_row_without_warnings_has_no_such_column_and_is_read_as_having_none()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), Samples.Yes, Token);

        await foreach (TableEntity row in gallery.Table.QueryAsync<TableEntity>(cancellationToken: Token))
        {
            Assert.False(row.ContainsKey("Warnings"));
        }

        Assert.Empty((await gallery.Store.FindAsync("a.jpg", Token))!.Photo.Warnings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sharp")]
    public async Task A_damaged_face_is_passed_over(object? sharpness)
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        await gallery.Store.ReplaceAsync(Samples.Photo("a.jpg", 1), Samples.Faces(1, seed: 1), Samples.Yes, Token);
        await gallery.Store.ReplaceAsync(Samples.Photo("b.jpg", 1), Samples.Faces(1, seed: 2), Samples.Yes, Token);
        TableEntity damaged = await gallery.Table.QueryAsync<TableEntity>("Photo eq 'a.jpg' and RowKey lt 'g'", cancellationToken: Token).SingleAsync(Token);
        damaged.Remove("QualitySharpness");
        if (sharpness is not null)
        {
            damaged["QualitySharpness"] = sharpness;
        }

        await gallery.Table.UpdateEntityAsync(damaged, damaged.ETag, TableUpdateMode.Replace, Token);

        List<MeasuredFace> read = await gallery.Storage.Qualities.ReadQualitiesAsync(Samples.Bundle, Token).ToListAsync(Token);

        Assert.Equal("b.jpg", Assert.Single(read).Photo);
    }

    [Fact]
    public async Task Qualities_are_those_of_the_named_faces_of_a_bundle()
    {
        TestGallery gallery = await TestGallery.CreateAsync(azurite);
        var expected = new List<MeasuredFace>();
        for (int photo = 0; photo < 20; photo++)
        {
            string name = $"ruan/{photo}.jpg";
            FaceRecord[] faces = Samples.Faces(photo % 3, seed: photo);
            await gallery.Store.ReplaceAsync(Samples.Photo(name, faces.Length), faces, Samples.Yes, Token);
            expected.AddRange(faces.Take(1).Select(face => new MeasuredFace("ruan", name, face.Quality)));
        }

        await gallery.Store.ReplaceAsync(Samples.Photo("other.jpg", 1, bundle: "bundle-b"), Samples.Faces(1, seed: 99), Samples.Yes, Token);
        await gallery.Store.ReplaceAsync(Samples.Photo("nobody.jpg", 2), Samples.Faces(2, seed: 98, person: null), Samples.Yes, Token);

        List<MeasuredFace> read = await gallery.Storage.Qualities.ReadQualitiesAsync(Samples.Bundle, Token).ToListAsync(Token);

        Assert.Equal(expected.OrderBy(face => face.Photo, StringComparer.Ordinal), read.OrderBy(face => face.Photo, StringComparer.Ordinal));
    }
}
