using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Calibration;

public class ThresholdCalibrationTests
{
    private static readonly RecognitionModel Model = new("bundle-a", 16, new MatchThresholds(0.9f, 0.5f));

    [Fact]
    public void Thresholds_have_the_wanted_false_alarms_and_probabilities_say_the_same()
    {
        ThresholdCalibration calibration = Sample();

        foreach (int people in new[] { 1, 25, 1_000, 40_000 })
        {
            MatchThresholds thresholds = calibration.ThresholdsFor(people);
            Assert.Equal(0.01, calibration.FalseMatchProbability(thresholds.Match, people), 1e-5);
            Assert.Equal(0.1, calibration.FalseMatchProbability(thresholds.Review, people), 1e-4);
            Assert.True(calibration.FalseMatchProbability(thresholds.Match, people) <= 0.01);
        }
    }

    [Fact]
    public void Probability_is_that_of_any_of_so_many_people()
    {
        // The tail is exponential: in closed form.
        double one = 0.01 * Math.Exp(-(0.5 - 0.3) / 0.05);

        Assert.Equal(1 - Math.Pow(1 - one, 500), Sample().FalseMatchProbability(0.5f, 500), 1e-7);
        Assert.Equal(1, Sample().FalseMatchProbability(0.3f, 100_000), 1e-9);
    }

    [Fact]
    public void Probability_is_never_smaller_than_what_the_comparisons_can_tell()
    {
        ThresholdCalibration calibration = Sample();

        Assert.Equal(calibration.SmallestProbability(10), calibration.FalseMatchProbability(1f, 10));
        Assert.Equal(10 / (100.0 * 50_000), calibration.SmallestProbability(10), 1e-9);
        Assert.False(calibration.IsOutgrownBy(1_000));
        Assert.True(calibration.IsOutgrownBy(60_000));
    }

    [Theory]
    [InlineData(60, 20, 20)]
    [InlineData(60, 30, 30)]
    [InlineData(120, 20, 40)]
    [InlineData(60, null, 60)]
    [InlineData(0, 0, 1)]
    public void People_with_more_photos_than_the_calibrations_count_as_more(int faces, int? people, double counted) =>
        Assert.Equal(counted, Sample().PeopleOf(new GalleryCounts(faces, people)));

    [Fact]
    public void The_caller_comes_before_settings_settings_before_the_calibration_and_that_before_the_bundle()
    {
        var gallery = new GalleryCounts(300, 100);
        var own = MatchThresholds.At(0.7f);
        ThresholdCalibration calibration = Sample();

        Assert.Equal((own, ThresholdOrigin.Request), Of(own, Model with { HasThresholdsOfSettings = true }, calibration));
        Assert.Equal((Model.Thresholds, ThresholdOrigin.Settings), Of(null, Model with { HasThresholdsOfSettings = true }, calibration));
        Assert.Equal((calibration.ThresholdsFor(100), ThresholdOrigin.Calibration), Of(null, Model, calibration));
        Assert.Equal((Model.Thresholds, ThresholdOrigin.Bundle), Of(null, Model, null));
        Assert.NotNull(DecisionBasis.OfSearch(own, Model, calibration, gallery).FalseMatchProbability(0.5f));
        Assert.Null(DecisionBasis.OfSearch(own, Model, null, gallery).FalseMatchProbability(0.5f));

        (MatchThresholds, ThresholdOrigin) Of(MatchThresholds? own, RecognitionModel model, ThresholdCalibration? known)
        {
            var basis = DecisionBasis.OfSearch(own, model, known, gallery);
            return (basis.Thresholds, basis.Origin);
        }
    }

    [Fact]
    public void Comparing_two_photos_keeps_the_bundles_thresholds_and_is_one_comparison()
    {
        var basis = DecisionBasis.OfComparison(null, Model, Sample());

        Assert.Equal((Model.Thresholds, ThresholdOrigin.Bundle), (basis.Thresholds, basis.Origin));
        Assert.Equal(0.01 * Math.Exp(-4), basis.FalseMatchProbability(0.5f)!.Value, 1e-8);
    }

    internal static ThresholdCalibration Sample(string bundleId = "bundle-a") => new(bundleId, new ImpostorTail(0.3, 0.01, 0.05, 0, 50_000))
    {
        MadeAt = new DateTimeOffset(2026, 11, 26, 3, 4, 5, TimeSpan.Zero),
        Source = CalibrationSource.Gallery,
        People = 200,
        Probes = 250,
        PhotosPerPerson = 3,
    };
}
