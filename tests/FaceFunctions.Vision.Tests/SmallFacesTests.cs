using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

public class SmallFacesTests(ITestOutputHelper output)
{
    private const int GroupWidth = 710;
    private const int GroupHeight = 473;

    private static readonly string[] GroupPhotos = ["img1.jpg", "img3.jpg", "img5.jpg", "img11.jpg", "img18.jpg", "img24.jpg"];

    [Theory]
    [InlineData("2023mar", 4000, 3000)]
    [InlineData("2023mar", 8000, 6000)]
    [InlineData("dynamic", 4000, 3000)]
    [InlineData("dynamic", 8000, 6000)]
    public async Task AnalyzeAsync_gives_a_group_in_a_large_photo_the_decisions_of_the_group_alone(string detector, int width, int height)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        float match = (await analyzer.GetModelAsync(TestContext.Current.CancellationToken)).Thresholds.Match;
        GoldenPhoto[] people = [.. GoldenPhoto.Read().Where(golden => GroupPhotos.Contains(golden.Photo))];
        using SKBitmap group = Group(people, faceWidth: 72);
        PhotoAnalysis.FacesFound alone = await analyzer.FindAsync(group.Copy().ToFile(SKEncodedImageFormat.Jpeg));
        using SKBitmap large = Collage.Around(group, width, height, (width - GroupWidth) / 2, (height - GroupHeight) / 2);

        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(large.Copy().ToFile(SKEncodedImageFormat.Jpeg));

        Assert.Equal(people.Length, alone.Faces.Count);
        Assert.Equal(people.Length, found.Faces.Count);
        foreach (AnalyzedFace face in alone.Faces)
        {
            var box = new PixelBox(face.Face.Box.X + ((width - GroupWidth) / 2), face.Face.Box.Y + ((height - GroupHeight) / 2), face.Face.Box.Width, face.Face.Box.Height);
            AnalyzedFace same = found.Faces.MaxBy(other => other.Face.Box.IntersectionOverUnion(box))!;
            double cosine = Collage.Cosine(face.Embedding.Values, same.Embedding.Values);
            (string Photo, double Cosine)[] before = Best(face, people);
            (string Photo, double Cosine)[] after = Best(same, people);
            output.WriteLine($"{box.Width:0} pixels: cosine {cosine:0.000}; best {before[0]} alone, {after[0]} in the large photo");
            Assert.True(cosine > 0.9, $"Cosine {cosine}");
            Assert.Equal(before[0].Photo, after[0].Photo);
            Assert.Equal(before[0].Cosine >= match, after[0].Cosine >= match);
        }
    }

    [Theory]
    [InlineData("2023mar", 8000, 6000)]
    [InlineData("dynamic", 8000, 6000)]
    [InlineData("dynamic", 12000, 3000)]
    public async Task AnalyzeAsync_finds_faces_of_44_pixels_anywhere_in_the_largest_photos(string detector, int width, int height)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        GoldenPhoto golden = GoldenPhoto.Read().Single(photo => photo.Photo == "img18.jpg");
        var random = new Random(20260101);
        SKPoint[] places = [.. from row in Enumerable.Range(0, 4) from column in Enumerable.Range(0, 6)
                               select new SKPoint((width / 6f * column) + random.Next((width / 6) - 100), (height / 4f * row) + random.Next((height / 4) - 120))];
        SKSize size = HeadSize(golden, faceWidth: 44);

        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(
            Collage.Draw(width, height, [.. places.Select(place => (golden.Photo, Collage.Head(golden), SKRect.Create(place, size)))]));

        Assert.Equal(places.Length, found.Faces.Count);
        Assert.All(places, place => Assert.Single(found.Faces, face => SKRect.Create(place, size).Contains(Middle(face).X, Middle(face).Y)));
        Assert.All(found.Faces, face => Assert.InRange(face.Quality.SidePixels, 38, 60));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    [InlineData(400)]
    public async Task AnalyzeAsync_finds_a_face_on_the_border_of_tiles_once_and_whole(int faceWidth)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        (int width, int height) = (4000, 3000);
        GoldenPhoto golden = GoldenPhoto.Read().Single(photo => photo.Photo == "img18.jpg");
        SKSize size = HeadSize(golden, faceWidth);
        PixelBox border = TilePlan.For(width, height, 0.16f, 40, 640, 640).Last(tile => tile.X > 0 && tile.Y > 0 && tile.X + tile.Width < tile.PictureWidth).InPhoto;

        // The corner of a tile goes through the middle of the face.
        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(Collage.Draw(
            width, height, (golden.Photo, Collage.Head(golden), SKRect.Create(border.X - (size.Width / 2), border.Y - (size.Height / 2), size.Width, size.Height))));

        AnalyzedFace face = Assert.Single(found.Faces);
        Assert.InRange(face.Quality.SidePixels, 0.85f * faceWidth, 1.15f * faceWidth);
        double cosine = Collage.Cosine(golden.FlipSum, face.Embedding.Values);
        output.WriteLine($"Cosine {cosine:0.000}");
        Assert.True(cosine > 0.8, $"Cosine {cosine}");
    }

    [Theory]
    [InlineData("2023mar")]
    [InlineData("dynamic")]
    public async Task AnalyzeAsync_changes_nothing_about_a_face_that_was_found_without_the_closer_look(string detector)
    {
        using PhotoAnalyzer off = Analyzers.Create(SharedBundle.Folder(detector: detector), options => options.SmallestFacePixels = 0);
        using PhotoAnalyzer on = Analyzers.Create(SharedBundle.Folder(detector: detector));
        foreach (string photo in GoldenPhoto.Read().Select(golden => golden.Photo))
        {
            PhotoAnalysis.FacesFound before = await off.FindAsync(photo);
            PhotoAnalysis.FacesFound after = await on.FindAsync(photo);

            output.WriteLine($"{photo}: {before.Faces.Count} faces, {after.Faces.Count} with a closer look {string.Join("; ", after.Faces.Skip(1).Select(face => face.Face))}");
            Assert.Equal(before.Faces[0].Face, after.Faces[0].Face);
            Assert.Equal(before.Faces[0].Quality, after.Faces[0].Quality);
            Assert.Equal(before.Faces[0].Embedding.Values.ToArray(), after.Faces[0].Embedding.Values.ToArray());
            Assert.Equal(before.Faces.Count, after.Faces.Count);
        }
    }

    [Theory]
    [InlineData("2023mar")]
    [InlineData("dynamic")]
    public async Task AnalyzeAsync_takes_no_part_of_a_close_up_for_a_face(string detector)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        foreach (GoldenPhoto golden in GoldenPhoto.Read().Where((_, i) => i % 4 == 0))
        {
            var box = SKRect.Create(golden.Box.X, golden.Box.Y, golden.Box.Width, golden.Box.Height);
            int height = (int)(3000 * box.Height / box.Width);

            AnalyzedFace face = Assert.Single((await analyzer.FindAsync(Collage.Draw(3000, height, (golden.Photo, box, new SKRect(0, 0, 3000, height))))).Faces);

            Assert.True(Collage.Cosine(golden.FlipSum, face.Embedding.Values) > 0.6, golden.Photo);
        }
    }

    [Fact]
    public async Task AnalyzeAsync_does_not_look_closer_when_that_is_turned_off()
    {
        using PhotoAnalyzer off = Analyzers.Create(SharedBundle.Folder(), options => options.SmallestFacePixels = 0);
        GoldenPhoto golden = GoldenPhoto.Read().Single(photo => photo.Photo == "img18.jpg");

        PhotoAnalysis analysis = await off.AnalyzeAsync(
            Collage.Draw(6000, 4000, (golden.Photo, Collage.Head(golden), SKRect.Create(new SKPoint(2500, 1500), HeadSize(golden, faceWidth: 60)))));

        Assert.Equal(new PhotoAnalysis.NoFace(6000, 4000), analysis);
    }

    private static SKBitmap Group(GoldenPhoto[] people, float faceWidth) => Collage.Bitmap(GroupWidth, GroupHeight, [.. people.Select((golden, i) =>
    {
        SKSize size = HeadSize(golden, faceWidth);
        return (golden.Photo, Collage.Head(golden), SKRect.Create(30 + (230 * (i % 3)), 20 + (230 * (i / 3)), size.Width, size.Height));
    })]);

    private static SKSize HeadSize(GoldenPhoto golden, float faceWidth)
    {
        SKRect head = Collage.Head(golden);
        return new SKSize(head.Width * faceWidth / golden.Box.Width, head.Height * faceWidth / golden.Box.Width);
    }

    private static SKPoint Middle(AnalyzedFace face) => new(face.Face.Box.X + (face.Face.Box.Width / 2), face.Face.Box.Y + (face.Face.Box.Height / 2));

    private static (string Photo, double Cosine)[] Best(AnalyzedFace face, GoldenPhoto[] people) =>
        [.. people.Select(golden => (golden.Photo, Collage.Cosine(golden.FlipSum, face.Embedding.Values))).OrderByDescending(one => one.Item2)];
}
