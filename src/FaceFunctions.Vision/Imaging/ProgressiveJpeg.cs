namespace FaceFunctions.Vision.Imaging;

/// <summary>Tells a progressive JPEG that was cut off: its first scans make a whole, coarse picture, so the decoder does not call it incomplete.</summary>
internal static class ProgressiveJpeg
{
    // Markers: ITU-T T.81, table B.1.
    private const byte StartOfProgressiveFrame = 0xC2;
    private const byte EndOfImage = 0xD9;

    /// <summary>Whether a file is a progressive JPEG without its end marker. What follows the end marker does not matter.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> file)
    {
        bool progressive = false;
        int position = 2;
        while (position < file.Length)
        {
            // Between segments lies the coded picture, where 0xFF is followed by 0 or a restart marker.
            int next = file[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= file.Length)
            {
                break;
            }

            position += next + 1;
            byte marker = file[position];
            if (marker == EndOfImage)
            {
                return false;
            }

            if (marker is 0xFF or 0 or (>= 0xD0 and <= 0xD7))
            {
                // A fill byte may itself begin a marker.
                position += marker == 0xFF ? 0 : 1;
                continue;
            }

            progressive |= marker == StartOfProgressiveFrame;
            position += position + 2 < file.Length ? 1 + ((file[position + 1] << 8) | file[position + 2]) : file.Length;
        }

        return progressive;
    }
}
