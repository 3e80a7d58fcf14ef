namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Writes an EXIF orientation into encoded pictures.</summary>
internal static class Exif
{
    /// <summary>A TIFF block with one entry: orientation (0x0112), one SHORT.</summary>
    public static byte[] Tiff(ushort orientation) =>
        [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"u8, (byte)(orientation >> 8), (byte)orientation, 0, 0, 0, 0, 0, 0];

    public static byte[] IntoJpeg(byte[] jpeg, byte[] tiff)
    {
        int length = 2 + 6 + tiff.Length;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, .. jpeg[2..]];
    }

    /// <summary>After the header chunk: 8 bytes of signature and 25 of IHDR.</summary>
    public static byte[] IntoPng(byte[] png, byte[] tiff) => [.. png[..33], .. PngFile.Chunk("eXIf", tiff), .. png[33..]];

    public static byte[] IntoWebp(byte[] webp, byte[] tiff, int width, int height) =>
        WebpFile.Extended(width, height, 0x08, [.. webp[12..], .. WebpFile.Chunk("EXIF", tiff)]);
}
