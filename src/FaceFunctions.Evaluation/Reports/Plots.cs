using System.Globalization;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Shared;
using ScottPlot;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>Draws curves and histograms as PNG data URIs.</summary>
internal static class Plots
{
    private const int Width = 640;
    private const int Height = 440;
    private const int Bins = 100;

    // Where a rate is 0 there is no logarithm: the curve ends at the smallest rate that was seen.
    private const double LeastStep = 0.004;

    /// <summary>One curve of a plot.</summary>
    /// <param name="Name">For the legend.</param>
    /// <param name="Points">X and Y; what has no logarithm is left out where an axis has one.</param>
    internal sealed record Curve(string Name, IEnumerable<(double X, double Y)> Points);

    /// <summary>TAR over FAR.</summary>
    public static Html Roc(IEnumerable<(string Name, RocCurve Curve)> curves) => Draw("Receiver operating characteristic (ROC)", "FAR: pairs of different people accepted", "TAR: pairs of one person accepted", logY: false,
        curves.Select(one => new Curve(one.Name, one.Curve.Points.Select(point => (point.FalseMatchRate, 1 - point.FalseNonMatchRate)))));

    /// <summary>FNMR over FMR, both by their logarithm.</summary>
    public static Html Det(IEnumerable<(string Name, RocCurve Curve)> curves) => Draw("Detection error tradeoff (DET)", "FMR: pairs of different people accepted", "FNMR: pairs of one person refused", logY: true,
        curves.Select(one => new Curve(one.Name, one.Curve.Points.Select(point => (point.FalseMatchRate, point.FalseNonMatchRate)))));

    /// <summary>Curves over a logarithmic X axis of rates.</summary>
    /// <param name="title">Title, also what a screen reader reads.</param>
    /// <param name="x">Name of the X axis.</param>
    /// <param name="y">Name of the Y axis.</param>
    /// <param name="logY">Whether the Y axis has a logarithm too.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="logX">Whether the X axis is logarithmic.</param>
    public static Html Draw(string title, string x, string y, bool logY, IEnumerable<Curve> curves, bool logX = true)
    {
        Plot plot = Create(title, x, y);
        foreach (Curve curve in curves)
        {
            (double[] xs, double[] ys) = Thin(curve.Points.Select(point => (Scale(point.X, logX), Scale(point.Y, logY))));
            if (xs.Length > 0)
            {
                ScottPlot.Plottables.Scatter line = plot.Add.Scatter(xs, ys);
                line.LegendText = curve.Name;
                line.MarkerSize = xs.Length > 30 ? 0 : 4;
                line.LineWidth = 2;
            }
        }

        if (logX)
        {
            plot.Axes.Bottom.TickGenerator = Logarithmic();
        }

        if (logY)
        {
            plot.Axes.Left.TickGenerator = Logarithmic();
        }

        plot.ShowLegend(logY ? Alignment.UpperRight : Alignment.LowerRight);
        return Picture(plot, title);
    }

    /// <summary>How similarities are distributed, and where the thresholds lie.</summary>
    public static Html Histogram(IEnumerable<float> same, IEnumerable<float> different, float match)
    {
        const string Title = "Similarities";
        Plot plot = Create(Title, "cosine similarity", "part of the pairs");
        AddHistogram(plot, "different people", different, Colors.C0);
        AddHistogram(plot, "one person", same, Colors.C1);
        ScottPlot.Plottables.VerticalLine line = plot.Add.VerticalLine(match);
        line.LegendText = "match threshold";
        line.Color = Colors.Gray;
        plot.ShowLegend(Alignment.UpperRight);
        return Picture(plot, Title);
    }

    private static void AddHistogram(Plot plot, string name, IEnumerable<float> values, Color color)
    {
        long[] counts = new long[Bins];
        long all = 0;
        foreach (float value in values)
        {
            counts[Math.Clamp((int)((value + 1) / 2 * Bins), 0, Bins - 1)]++;
            all++;
        }

        double[] xs = [.. Enumerable.Range(0, Bins).Select(bin => -1 + (2 * (bin + 0.5) / Bins))];
        double[] ys = [.. counts.Select(count => (double)count / Math.Max(1, all))];
        ScottPlot.Plottables.FillY area = plot.Add.FillY(xs, new double[Bins], ys);
        area.FillColor = color.WithAlpha(0.4);
        area.LineColor = color;
        area.MarkerSize = 0;
        area.LegendText = name;
    }

    private static Plot Create(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        return plot;
    }

    private static double Scale(double rate, bool logarithmic) => !logarithmic ? rate : rate > 0 ? Math.Log10(rate) : double.NaN;

    // A million points make one line of some hundreds.
    private static (double[] Xs, double[] Ys) Thin(IEnumerable<(double X, double Y)> points)
    {
        List<double> xs = [], ys = [];
        (double X, double Y)? last = null;
        foreach ((double x, double y) in points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
        {
            last = (x, y);
            if (xs.Count == 0 || Math.Abs(x - xs[^1]) + Math.Abs(y - ys[^1]) > LeastStep)
            {
                xs.Add(x);
                ys.Add(y);
            }
        }

        if (last is { } end && (end.X, end.Y) != (xs[^1], ys[^1]))
        {
            xs.Add(end.X);
            ys.Add(end.Y);
        }

        return ([.. xs], [.. ys]);
    }

    private static ScottPlot.TickGenerators.NumericAutomatic Logarithmic() => new()
    {
        MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = exponent => Math.Pow(10, exponent).ToString("0.#######", CultureInfo.InvariantCulture),
    };

    private static Html Picture(Plot plot, string alt)
    {
        PlotFont.Use(plot);
        byte[] png = plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png);
        return Html.Of($"<figure class=\"plot\"><img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" width=\"{Width}\" height=\"{Height}\" alt=\"{alt}\"></figure>");
    }
}
