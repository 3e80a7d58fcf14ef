using FaceFunctions.Core.Recognition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Vision.Tests;

public class VisionOptionsTests
{
    [Fact]
    public void AddVision_reads_the_section_and_registers_one_analyzer()
    {
        using ServiceProvider provider = Provider(
            ("BundlePath", "models/mine"), ("MaxPhotoBytes", "1000"), ("MaxPhotoPixels", "2000"), ("MaxConcurrentAnalyses", "3"), ("SmallestFacePixels", "25"), ("MatchThreshold", "0.5"), ("ReviewThreshold", "0.25"));

        VisionOptions options = provider.GetRequiredService<IOptions<VisionOptions>>().Value;

        Assert.Equal(
            ("models/mine", 1000L, 2000L, 3, 25, 0.5f, 0.25f),
            (options.BundlePath, options.MaxPhotoBytes, options.MaxPhotoPixels, options.MaxConcurrentAnalyses, options.SmallestFacePixels, options.MatchThreshold, options.ReviewThreshold));
        Assert.Same(provider.GetRequiredService<PhotoAnalyzer>(), provider.GetRequiredService<IPhotoAnalyzer>());
    }

    [Fact]
    public void Defaults_are_20_MiB_60_megapixels_and_faces_of_40_pixels_of_the_bundle_folder()
    {
        using ServiceProvider provider = Provider();

        VisionOptions options = provider.GetRequiredService<IOptions<VisionOptions>>().Value;

        Assert.Equal(
            ("bundle", 20L * 1024 * 1024, 60_000_000L, 0, 40, null, null),
            (options.BundlePath, options.MaxPhotoBytes, options.MaxPhotoPixels, options.MaxConcurrentAnalyses, options.SmallestFacePixels, options.MatchThreshold, options.ReviewThreshold));
    }

    [Theory]
    [InlineData("BundlePath", "")]
    [InlineData("MaxPhotoBytes", "0")]
    [InlineData("MaxPhotoBytes", "99999999999")]
    [InlineData("MaxPhotoPixels", "-1")]
    [InlineData("MaxConcurrentAnalyses", "-1")]
    [InlineData("SmallestFacePixels", "-1")]
    [InlineData("SmallestFacePixels", "1001")]
    [InlineData("MatchThreshold", "1.4")]
    [InlineData("ReviewThreshold", "-2")]
    public void A_setting_out_of_range_is_refused_by_its_name(string setting, string value)
    {
        using ServiceProvider provider = Provider((setting, value));

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<VisionOptions>>().Value);

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_threshold_above_the_match_threshold_is_refused()
    {
        using ServiceProvider provider = Provider(("MatchThreshold", "0.4"), ("ReviewThreshold", "0.5"));

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<VisionOptions>>().Value);
    }

    private static ServiceProvider Provider(params (string Setting, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"FaceFunctions:{setting.Setting}", (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddSingleton(configuration).AddVision().AddVision().BuildServiceProvider();
    }
}
