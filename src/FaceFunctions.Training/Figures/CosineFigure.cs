using ScottPlot;
using ScottPlot.Statistics;

namespace FaceFunctions.Training.Figures;

/// <summary>Draws how the cosines of pairs are distributed, same people over different ones; one panel a loss.</summary>
internal static class CosineFigure
{
    private const int PanelWidthPixels = 430;
    private const int PanelHeightPixels = 300;
    private const int Bins = 80;

    /// <summary>Writes the figure.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="panels">One panel each, two a row.</param>
    public static void Save(string path, IReadOnlyList<FigureData> panels) => Panels.Save(path, panels, PanelWidthPixels, PanelHeightPixels, (plot, data) =>
    {
        Add(plot, "different people", [.. data.Cosines(samePerson: false)], Colors.C0);
        Add(plot, "same person", [.. data.Cosines(samePerson: true)], Colors.C1);
        plot.XLabel("cosine");
        plot.YLabel("part of the pairs");
        plot.ShowLegend(Alignment.UpperCenter);
        plot.Axes.SetLimitsX(-1.02, 1.02);
    });

    private static void Add(Plot plot, string name, double[] cosines, Color color)
    {
        var histogram = Histogram.WithBinCount(Bins, -1, 1);
        histogram.AddRange(cosines.Select(cosine => Math.Clamp(cosine, -1, 1)));
        double[] centres = [.. histogram.Bins.Select(bin => bin + (histogram.FirstBinSize / 2))];
        double[] parts = [.. histogram.Counts.Select(count => (double)count / cosines.Length)];
        ScottPlot.Plottables.FillY area = plot.Add.FillY(centres, new double[parts.Length], parts);
        area.FillColor = color.WithAlpha(0.45);
        area.LineColor = color;
        area.MarkerSize = 0;
        area.LegendText = name;
    }
}
