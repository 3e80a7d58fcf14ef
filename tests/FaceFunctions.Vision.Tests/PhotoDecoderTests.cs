using FaceFunctions.Core.Imaging;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

public class PhotoDecoderTests
{
    private static readonly PhotoDecoder Decoder = new(maxBytes: 1_000_000, maxPixels: 500_000);

    [Fact]
    public void A_photo_is_decoded_at_the_scale_that_was_chosen_for_its_upright_size()
    {
        byte[] file = Exif.IntoJpeg(Quarters(803, 401), Exif.Tiff(6));
        (int, int) told = default;

        using PhotoPixels photo = Assert.IsType<PhotoPixels>(Decoder.Decode(file, (width, height) => { told = (width, height); return 0.3f; }, out PhotoAnalysis? refusal));

        // 803 x 401 on its side, at 3/8.
        Assert.Null(refusal);
        Assert.Equal((401, 803), told);
        Assert.Equal((401, 803), (photo.Width, photo.Height));
        Assert.Equal((302, 151), (photo.StoredWidth, photo.StoredHeight));
        Assert.Equal(302 * 151 * 4, photo.Bgra.Length);
        Span<byte> first = photo.Bgra.Span[(4 * ((20 * 302) + 20))..];
        SKColor red = Pictures.QuarterColors[0];
        Assert.InRange(first[2], red.Red - 10, red.Red + 10);
        Assert.Equal(255, first[3]);
    }

    [Fact]
    public void A_photo_over_a_limit_is_not_decoded()
    {
        Assert.Null(Decoder.Decode(Quarters(1000, 501), (_, _) => throw new InvalidOperationException("Decoded."), out PhotoAnalysis? pixels));
        Assert.Null(Decoder.Decode(new byte[1_000_001], (_, _) => throw new InvalidOperationException("Decoded."), out PhotoAnalysis? bytes));

        Assert.IsType<PhotoAnalysis.TooLarge>(pixels);
        Assert.IsType<PhotoAnalysis.TooLarge>(bytes);
    }

    [Fact]
    public void What_is_no_picture_or_half_of_one_is_refused()
    {
        Assert.Null(Decoder.Decode("words and no picture"u8.ToArray(), (_, _) => 1, out PhotoAnalysis? words));
        Assert.Null(Decoder.Decode(Quarters(300, 200).AsMemory(0, 400), (_, _) => 1, out PhotoAnalysis? half));

        Assert.IsType<PhotoAnalysis.Unreadable>(words);
        Assert.IsType<PhotoAnalysis.Unreadable>(half);
    }

    [Fact]
    public void Pixels_end_with_their_photo()
    {
        PhotoPixels photo = Decoder.Decode(Quarters(30, 20), (_, _) => 1, out _)!;
        Memory<byte> kept = photo.Bgra;
        photo.Dispose();
        photo.Dispose();

        Assert.Throws<ObjectDisposedException>(() => kept.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => kept.Pin());
    }

    [Fact]
    public async Task Work_on_pixels_waits_for_the_slot_of_an_analysis_and_for_no_model()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create("no such bundle", options => options.MaxConcurrentAnalyses = 1);
        using var release = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        Task<int> first = analyzer.RunAsync(
            () =>
            {
                started.SetResult();
                release.Wait(TestContext.Current.CancellationToken);
                return 1;
            },
            TestContext.Current.CancellationToken);
        await started.Task;

        using var gone = new CancellationTokenSource();
        Task<int> second = analyzer.RunAsync(() => 2, TestContext.Current.CancellationToken);
        Task<int> third = analyzer.RunAsync(() => 3, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.False(second.IsCompleted);
        release.Set();
        Assert.Equal((1, 2), (await first, await second));
    }

    private static byte[] Quarters(int width, int height) => Pictures.Quarters(width, height).ToFile(SKEncodedImageFormat.Jpeg);
}
