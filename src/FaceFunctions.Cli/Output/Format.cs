using System.Globalization;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Output;

/// <summary>How values look in tables.</summary>
internal static class Format
{
    /// <summary>A score or a similarity, with four digits: <c>0.7123</c>.</summary>
    public static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A box as position and size in whole pixels: <c>120,80 96x118</c>.</summary>
    public static string Box(FaceBox box) => string.Create(CultureInfo.InvariantCulture, $"{box.X:0},{box.Y:0} {box.Width:0}x{box.Height:0}");

    /// <summary>A number of bytes: <c>38.7 MB</c>.</summary>
    public static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
