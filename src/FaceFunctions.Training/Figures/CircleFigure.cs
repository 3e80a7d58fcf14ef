using ScottPlot;

namespace FaceFunctions.Training.Figures;

/// <summary>Draws embeddings of two values on the circle, a colour a person and a ray for each class weight; one panel a loss.</summary>
internal static class CircleFigure
{
    private const int PanelPixels = 430;

    // Points of one angle would hide each other: each is drawn a little outside of the circle, by a seeded number.
    private const double Spread = 0.22;

    /// <summary>Writes the figure.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="panels">One panel each, two a row.</param>
    public static void Save(string path, IReadOnlyList<FigureData> panels) => Panels.Save(path, panels, PanelPixels, PanelPixels, (plot, data) =>
    {
        var random = new Random(1);
        plot.Add.Circle(0, 0, 1).LineColor = Colors.LightGray;
        for (int person = 0; person < data.Centres.Count; person++)
        {
            Color color = Panels.ColorOf(person);
            float[] centre = data.Centres[person];
            plot.Add.Line(0, 0, centre[0], centre[1]).Color = color;
            (double X, double Y)[] points =
            [
                .. data.Points.Where((_, i) => data.People[i] == person).Select(point =>
                {
                    double radius = 1 + (Spread * random.NextDouble());
                    return (point[0] * radius, point[1] * radius);
                }),
            ];
            ScottPlot.Plottables.Scatter scatter = plot.Add.ScatterPoints(points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray());
            scatter.Color = color.WithAlpha(0.6);
            scatter.MarkerSize = 4;
        }

        plot.Axes.SquareUnits();
        plot.Axes.SetLimits(-1.3, 1.3, -1.3, 1.3);
        plot.HideAxesAndGrid();
    });
}
