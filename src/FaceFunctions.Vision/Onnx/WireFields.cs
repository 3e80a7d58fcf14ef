namespace FaceFunctions.Vision.Onnx;

/// <summary>Goes through the fields of one protocol buffer message, in place: what is not looked at, such as weights, costs nothing.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding: a tag is field * 8 + kind; kind 0 is a varint, 1 eight bytes, 2 a length and bytes, 5 four bytes.</remarks>
internal ref struct WireFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>Value of a varint; 0 for other kinds.</summary>
    public long Number { get; private set; }

    /// <summary>Content of a text, of bytes or of a message; empty for other kinds.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether the message ended in the middle of a field, or is none.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end, and where the message is broken.</returns>
    public bool Next()
    {
        if (_rest.IsEmpty || IsBroken)
        {
            return false;
        }

        ulong tag = Varint();
        (Field, Number) = ((int)(tag >> 3), 0);
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Number = (long)Varint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                IsBroken = true;
                break;
        }

        IsBroken |= Field < 1;
        return !IsBroken;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            IsBroken = true;
            return default;
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64 && !_rest.IsEmpty; shift += 7)
        {
            byte next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        IsBroken = true;
        return 0;
    }
}
