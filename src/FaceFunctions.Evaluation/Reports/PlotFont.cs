using ScottPlot;
using SkiaSharp;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>The font of the plots: it comes with the program, because a machine without a screen often has none. The same file as in docs/arcface.md's figures.</summary>
internal sealed class PlotFont : IFontResolver
{
    private const string Name = "FaceFunctions Evaluation";
    private const string Resource = "DejaVuSans.subset.ttf";

    private static readonly Lazy<SKTypeface> Typeface = new(() =>
    {
        using Stream font = typeof(PlotFont).Assembly.GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(font);
    });

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Add(new PlotFont());
        return true;
    });

    /// <summary>Makes it the font of a plot.</summary>
    public static void Use(Plot plot)
    {
        _ = Registered.Value;
        plot.Font.Set(Name);
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? Typeface.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface.Value : null;
}
