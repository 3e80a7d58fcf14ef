using ScottPlot;

namespace FaceFunctions.Training.Figures;

/// <summary>The font of the figures: it comes with the program, because a machine without a screen often has none.</summary>
internal static class PlotFont
{
    private const string Name = "DejaVu Sans subset";
    private const string FileName = "DejaVuSans.subset.ttf";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        string file = Path.Combine(AppContext.BaseDirectory, FileName);
        Fonts.AddFontFile(Name, file, bold: false, italic: false);
        Fonts.AddFontFile(Name, file, bold: true, italic: false);
        Fonts.Default = Name;
        return true;
    });

    /// <summary>Makes it the font of every plot that is created afterwards.</summary>
    public static void Use() => _ = Registered.Value;
}
