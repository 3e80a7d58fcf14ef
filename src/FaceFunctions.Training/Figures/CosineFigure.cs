using ScottPlot;
using ScottPlot.Statistics;

namespace FaceFunctions.Training.Figures;

/// <summary>Draws how the cosines of pairs are distributed, same people over different ones; one panel a loss.</summary>
internal static class CosineFigure
{
    private const int PanelWidthPixels = 430;
    private const int PanelHeightPixels = 300;
    private const int Bins = 80;

    // The same in each panel, so that they can be compared.
    private const double MostOfThePairs = 0.2;

    /// <summary>Writes the figure.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="panels">One panel each, two a row.</param>
    public static void Save(string path, IReadOnlyList<FigureData> panels) => Panels.Save(path, panels, PanelWidthPixels, PanelHeightPixels, (plot, data) =>
    {
        Add(plot, "different people", data.DifferentCosines, Colors.C0);
        Add(plot, "same person", data.SameCosines, Colors.C1);
        plot.XLabel("cosine");
        plot.YLabel("part of the pairs");
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.SetLimits(-0.5, 1, 0, MostOfThePairs);
    });

    private static void Add(Plot plot, string name, IReadOnlyList<float> cosines, Color color)
    {
        var histogram = Histogram.WithBinCount(Bins, -1, 1);
        histogram.AddRange(cosines.Select(cosine => Math.Clamp((double)cosine, -1, 1)));
        double[] centres = [.. histogram.Bins.Select(bin => bin + (histogram.FirstBinSize / 2))];
        double[] parts = [.. histogram.Counts.Select(count => (double)count / cosines.Count)];
        ScottPlot.Plottables.FillY area = plot.Add.FillY(centres, new double[parts.Length], parts);
        area.FillColor = color.WithAlpha(0.45);
        area.LineColor = color;
        area.MarkerSize = 0;
        area.LegendText = name;
    }
}
