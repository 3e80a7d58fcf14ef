namespace FaceFunctions.Vision.Imaging;

/// <summary>Reads the markers of a JPEG file, for what the decoder does not tell: whether a progressive one was cut off, and in how many scans it comes.</summary>
internal static class ProgressiveJpeg
{
    // Markers: ITU-T T.81, table B.1.
    private const byte Temporary = 0x01;
    private const byte StartOfProgressiveFrame = 0xC2;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>Whether a file is a progressive JPEG without its end marker: its first scans make a whole, coarse picture, so the decoder does not call it incomplete. What follows the end marker does not matter.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> file)
    {
        bool progressive = false;
        int position = 2;
        while (TryReadMarker(file, ref position, out byte marker))
        {
            if (marker == EndOfImage)
            {
                return false;
            }

            progressive |= marker == StartOfProgressiveFrame;
        }

        return progressive;
    }

    /// <summary>How often the decoder goes over the picture: the scans before the end marker.</summary>
    public static int CountScans(ReadOnlySpan<byte> file)
    {
        int scans = 0;
        int position = 2;
        while (TryReadMarker(file, ref position, out byte marker) && marker != EndOfImage)
        {
            scans += marker == StartOfScan ? 1 : 0;
        }

        return scans;
    }

    /// <summary>Goes to the next marker, and behind its segment.</summary>
    private static bool TryReadMarker(ReadOnlySpan<byte> file, ref int position, out byte marker)
    {
        marker = 0;
        while (position < file.Length)
        {
            // Between segments lies the coded picture, where 0xFF is followed by 0 or a restart marker.
            int next = file[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= file.Length)
            {
                return false;
            }

            position += next + 1;
            marker = file[position];
            if (marker is 0xFF or 0 or Temporary or (>= 0xD0 and <= 0xD7))
            {
                // A fill byte may itself begin a marker.
                position += marker == 0xFF ? 0 : 1;
                continue;
            }

            position += position + 2 < file.Length ? 1 + ((file[position + 1] << 8) | file[position + 2]) : file.Length;
            return true;
        }

        return false;
    }
}
