using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace FaceFunctions.Training.Figures;

/// <summary>A figure of several panels, two a row.</summary>
internal static class Panels
{
    private const int Columns = 2;

    private static readonly ScottPlot.Palettes.Category20 Palette = new();

    /// <summary>The colour of a person, the same in each panel.</summary>
    public static Color ColorOf(int person) => Palette.GetColor(person);

    /// <summary>Draws and writes a figure.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="panels">What the panels show.</param>
    /// <param name="width">Width of a panel in pixels.</param>
    /// <param name="height">Height of a panel in pixels.</param>
    /// <param name="draw">Draws one panel.</param>
    public static void Save(string path, IReadOnlyList<FigureData> panels, int width, int height, Action<Plot, FigureData> draw)
    {
        PlotFont.Use();
        int rows = (panels.Count + Columns - 1) / Columns;
        var figure = new Multiplot { Layout = new Grid(rows, Columns) };
        while (figure.Subplots.Count < panels.Count)
        {
            figure.AddPlot();
        }

        for (int i = 0; i < panels.Count; i++)
        {
            Plot plot = figure.GetPlot(i);
            draw(plot, panels[i]);
            plot.Title(panels[i].Title, size: 16);
        }

        figure.SavePng(path, Columns * width, rows * height);
    }
}
