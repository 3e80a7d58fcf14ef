namespace FaceFunctions.Triggers;

/// <summary>
/// Copies JSON text and cuts strings that are longer than a limit, so that a payload with a huge blob in it can be read in bounded memory: what is needed of
/// such a payload (which blob it is about) comes after the blob's content.
/// </summary>
/// <param name="maxStringLength">Bytes of a string that are kept.</param>
internal sealed class LongStringFilter(int maxStringLength)
{
    private const int KindComesNext = -1;

    private bool _inString;
    private long _length;
    private int _escapeLeft;
    private bool _keeping;

    /// <summary>Copies a piece of the text.</summary>
    /// <param name="source">The next piece.</param>
    /// <param name="destination">Receives what is kept; at least as long as <paramref name="source"/>.</param>
    /// <returns>How many bytes were kept.</returns>
    public int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        int kept = 0;
        foreach (byte value in source)
        {
            if (Keep(value))
            {
                destination[kept++] = value;
            }
        }

        return kept;
    }

    private bool Keep(byte value)
    {
        if (!_inString)
        {
            _inString = value == (byte)'"';
            _length = 0;
            return true;
        }

        if (_escapeLeft == 0)
        {
            if (value == (byte)'"')
            {
                _inString = false;
                return true;
            }

            // Decided once a character: an escape is kept or cut as a whole.
            _keeping = _length < maxStringLength;
            _escapeLeft = value == (byte)'\\' ? KindComesNext : 0;
        }
        else
        {
            _escapeLeft = _escapeLeft != KindComesNext ? _escapeLeft - 1 : value == (byte)'u' ? 4 : 0;
        }

        _length++;
        return _keeping;
    }
}
