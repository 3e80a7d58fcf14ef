using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Tests.Bundles;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

public class PhotoAnalyzerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2023mar", 0f)]
    [InlineData("2023mar", -0.1f)]
    [InlineData("dynamic", 0f)]
    [InlineData("dynamic", -0.1f)]
    public async Task AnalyzeAsync_finds_a_face_that_fills_the_photo(string detector, float margin)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: detector));
        foreach (GoldenPhoto golden in GoldenPhoto.Read())
        {
            var around = new SKRect(
                golden.Box.X - (margin * golden.Box.Width),
                golden.Box.Y - (margin * golden.Box.Height),
                golden.Box.X + (golden.Box.Width * (1 + margin)),
                golden.Box.Y + (golden.Box.Height * (1 + margin)));

            // The crop is the whole photo: nothing is left around the face.
            int height = (int)(900 * around.Height / around.Width);
            PhotoAnalysis.FacesFound found = await analyzer.FindAsync(Collage.Draw(900, height, (golden.Photo, around, new SKRect(0, 0, 900, height))));

            output.WriteLine($"{golden.Photo}: cosine {Collage.Cosine(golden.FlipSum, found.Faces[0].Embedding.Values):0.000}");
            Assert.True(Collage.Cosine(golden.FlipSum, found.Faces[0].Embedding.Values) > 0.6, golden.Photo);
        }
    }

    [Fact]
    public async Task AnalyzeAsync_finds_everybody_in_a_group_largest_first()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        GoldenPhoto[] people = [.. GoldenPhoto.Read().Where(golden => golden.Photo is "img3.jpg" or "img5.jpg" or "img11.jpg" or "img18.jpg")];

        // Heads of 500, 400, 300 and 200 pixels side by side.
        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(Collage.Draw(2400, 900, [.. people.Select((golden, i) =>
        {
            SKRect head = Collage.Head(golden);
            float width = 500 - (100 * i);
            return (golden.Photo, head, SKRect.Create(50 + (580 * i), 80, width, width * head.Height / head.Width));
        })]));

        Assert.Equal(people.Length, found.Faces.Count);
        for (int i = 0; i < people.Length; i++)
        {
            Assert.True(Collage.Cosine(people[i].FlipSum, found.Faces[i].Embedding.Values) > 0.8, people[i].Photo);
        }
    }

    [Fact]
    public async Task AnalyzeAsync_takes_a_small_face_from_enough_pixels()
    {
        // 4000 pixels wide, so first decoded at less than half; the face is 5 percent of it.
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        GoldenPhoto golden = GoldenPhoto.Read().Single(photo => photo.Photo == "img18.jpg");

        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(Collage.Draw(4000, 3000, (golden.Photo, Collage.Head(golden), SKRect.Create(3000, 2000, 300, 300 * Collage.Head(golden).Height / Collage.Head(golden).Width))));

        AnalyzedFace face = Assert.Single(found.Faces);
        Assert.InRange(face.Quality.SidePixels, 100, 300);
        Assert.InRange(face.Face.Box.X, 3000, 3300);
        Assert.InRange(face.Face.Box.Y, 1950, 2400);
        Assert.True(Collage.Cosine(golden.FlipSum, face.Embedding.Values) > 0.9);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task AnalyzeAsync_reports_a_turned_photo_upright(ushort orientation)
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        GoldenPhoto golden = GoldenPhoto.Read().Single(photo => photo.Photo == "img11.jpg");
        using SKBitmap upright = SKBitmap.Decode(SharedFiles.Path("photos/img11.jpg"));
        (int width, int height) = orientation == 3 ? (upright.Width, upright.Height) : (upright.Height, upright.Width);
        using var stored = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(stored))
        {
            canvas.Translate(width / 2f, height / 2f);
            canvas.RotateDegrees(orientation switch { 3 => 180, 6 => -90, _ => 90 });
            canvas.DrawBitmap(upright, SKRect.Create(-upright.Width / 2f, -upright.Height / 2f, upright.Width, upright.Height), new SKSamplingOptions(SKFilterMode.Nearest));
        }

        PhotoAnalysis.FacesFound found = await analyzer.FindAsync(Exif.IntoJpeg(stored.Copy().ToFile(SKEncodedImageFormat.Jpeg), Exif.Tiff(orientation)));

        Assert.Equal((golden.Width, golden.Height), (found.Width, found.Height));
        Assert.Equal(golden.Box.X, found.Faces[0].Face.Box.X, 8f);
        Assert.Equal(golden.Box.Y, found.Faces[0].Face.Box.Y, 8f);
        Assert.Equal(golden.Landmarks.Nose.X, found.Faces[0].Face.Landmarks!.Value.Nose.X, 8f);
        Assert.Equal(golden.Landmarks.Nose.Y, found.Faces[0].Face.Landmarks!.Value.Nose.Y, 8f);
        Assert.True(Collage.Cosine(golden.FlipSum, found.Faces[0].Embedding.Values) > 0.97);
    }

    [Fact]
    public async Task AnalyzeAsync_finds_nobody_where_nobody_is()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());

        Assert.Equal(new PhotoAnalysis.NoFace(640, 480), await analyzer.AnalyzeAsync(Pictures.Quarters(640, 480).ToFile(SKEncodedImageFormat.Jpeg)));
        Assert.Equal(new PhotoAnalysis.NoFace(1, 1), await analyzer.AnalyzeAsync(Pictures.Quarters(1, 1).ToFile(SKEncodedImageFormat.Png)));
    }

    [Fact]
    public async Task AnalyzeAsync_takes_the_photo_for_the_face_without_a_detector()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(detector: null));

        AnalyzedFace face = Assert.Single((await analyzer.FindAsync(Pictures.Quarters(300, 200).ToFile(SKEncodedImageFormat.Png))).Faces);

        Assert.Equal(new DetectedFace(new PixelBox(0, 0, 300, 200), null, 1), face.Face);
        Assert.Equal(200, face.Quality.SidePixels);
    }

    [Fact]
    public async Task AnalyzeAsync_gives_the_same_answer_to_many_callers_at_once()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        byte[] photo = await File.ReadAllBytesAsync(SharedFiles.Path("photos/img25.jpg"), TestContext.Current.CancellationToken);

        PhotoAnalysis.FacesFound[] found = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => analyzer.FindAsync(photo)));

        Assert.All(found, one => Assert.Equal(found[0].Faces[0].Embedding.Values.ToArray(), one.Faces[0].Embedding.Values.ToArray()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("concat")]
    public async Task AnalyzeAsync_applies_the_flip_rule_of_the_bundle(string flip)
    {
        using PhotoAnalyzer one = Analyzers.Create(SharedBundle.Folder(flip));
        using PhotoAnalyzer sum = Analyzers.Create(SharedBundle.Folder());

        float[] actual = (await one.FindAsync("img5.jpg")).Faces[0].Embedding.Values.ToArray();
        float[] summed = (await sum.FindAsync("img5.jpg")).Faces[0].Embedding.Values.ToArray();

        // Joined halves add up to the sum's direction; the photo alone is near it.
        float[] expected = flip == "none" ? actual : [.. actual[..128].Zip(actual[128..], (a, b) => a + b)];
        double length = Math.Sqrt(expected.Sum(value => value * value));
        double cosine = Collage.Cosine(summed, expected) / length;
        Assert.Equal(flip == "none" ? 128 : 256, actual.Length);
        Assert.InRange(cosine, flip == "none" ? 0.9 : 0.99999, flip == "none" ? 0.9999 : 1.00001);
    }

    [Fact]
    public async Task GetModelAsync_gives_thresholds_of_the_options_before_those_of_the_bundle()
    {
        using PhotoAnalyzer plain = Analyzers.Create(SharedBundle.Folder());
        using PhotoAnalyzer both = Analyzers.Create(SharedBundle.Folder(), options => (options.MatchThreshold, options.ReviewThreshold) = (0.6f, 0.5f));
        using PhotoAnalyzer low = Analyzers.Create(SharedBundle.Folder(), options => options.MatchThreshold = 0.2f);
        using PhotoAnalyzer wrong = Analyzers.Create(SharedBundle.Folder(), options => options.ReviewThreshold = 0.9f);

        Assert.Equal((0.40f, 0.35f), await ThresholdsAsync(plain));
        Assert.Equal((0.6f, 0.5f), await ThresholdsAsync(both));
        Assert.Equal((0.2f, 0.2f), await ThresholdsAsync(low));
        await Assert.ThrowsAsync<ModelBundleException>(() => ThresholdsAsync(wrong));

        static async Task<(float Match, float Review)> ThresholdsAsync(PhotoAnalyzer analyzer)
        {
            RecognitionModel model = await analyzer.GetModelAsync(TestContext.Current.CancellationToken);
            return (model.Thresholds.Match, model.Thresholds.Review);
        }
    }

    [Fact]
    public async Task LoadAsync_fails_for_every_caller_with_the_same_fault()
    {
        using BundleFolder folder = new BundleFolder().Set("embedder.length", "7");
        using PhotoAnalyzer analyzer = Analyzers.Create(folder.Path);

        ModelBundleException first = await Assert.ThrowsAsync<ModelBundleException>(() => analyzer.LoadAsync(TestContext.Current.CancellationToken));
        folder.Set("embedder.length", "128");

        Assert.Same(first, await Assert.ThrowsAsync<ModelBundleException>(() => analyzer.AnalyzeAsync([1, 2, 3])));
        Assert.Same(first, await Assert.ThrowsAsync<ModelBundleException>(() => analyzer.GetModelAsync(TestContext.Current.CancellationToken).AsTask()));
    }

    [Fact]
    public async Task AnalyzeAsync_stops_waiting_when_it_is_cancelled()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzer.AnalyzeAsync(new byte[] { 1 }, new CancellationToken(canceled: true)));
        Assert.IsType<PhotoAnalysis.Unreadable>(await analyzer.AnalyzeAsync([1]));
    }

    [Fact]
    public async Task Dispose_waits_for_the_photos_in_work_and_can_be_repeated()
    {
        PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder(), options => options.MaxConcurrentAnalyses = 2);
        await analyzer.LoadAsync(TestContext.Current.CancellationToken);
        byte[] photo = await File.ReadAllBytesAsync(SharedFiles.Path("photos/img1.jpg"), TestContext.Current.CancellationToken);

        // The model is loaded and slots are free: both calls have theirs before they return.
        Task<PhotoAnalysis>[] running = [analyzer.AnalyzeAsync(photo), analyzer.AnalyzeAsync(photo)];
        await Task.Run(analyzer.Dispose, TestContext.Current.CancellationToken);
        analyzer.Dispose();

        Assert.All(await Task.WhenAll(running), analysis => Assert.IsType<PhotoAnalysis.FacesFound>(analysis));
    }
}
