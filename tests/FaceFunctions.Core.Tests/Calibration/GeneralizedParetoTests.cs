using FaceFunctions.Core.Calibration;

namespace FaceFunctions.Core.Tests.Calibration;

public class GeneralizedParetoTests
{
    [Theory]
    [InlineData(0.04, -0.4)]
    [InlineData(0.02, -0.1)]
    [InlineData(0.03, 0)]
    [InlineData(0.05, 0.3)]
    public void Fit_finds_the_parameters_that_a_sample_was_drawn_with(double scale, double shape)
    {
        // Drawn by the quantile function in its textbook form.
        var random = new Random(7);
        double[] sample = [.. Enumerable.Range(0, 4000).Select(_ => 1 - random.NextDouble()).Select(u => shape == 0 ? -scale * Math.Log(u) : scale * (Math.Pow(u, -shape) - 1) / shape).Order()];

        var fitted = GeneralizedPareto.Fit(sample);

        // Four standard errors of maximum likelihood: (1 + shape) / sqrt(n) (Smith, 1985), at least.
        Assert.Equal(shape, fitted.Shape, tolerance: 4 * (1 + Math.Max(shape, 0)) / Math.Sqrt(sample.Length));
        Assert.Equal(1, fitted.Scale / scale, tolerance: 0.1);
    }

    [Theory]
    [InlineData(-0.3)]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Exceedance_and_excess_undo_each_other(double shape)
    {
        var tail = new GeneralizedPareto(0.05, shape);

        Assert.All(new[] { 0.9, 0.1, 1e-3, 1e-6 }, rate => Assert.Equal(rate, tail.Exceedance(tail.ExcessAt(rate)), rate * 1e-9));
    }
}
