using System.Buffers.Binary;

namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>Reads protocol buffers by hand, from the words of their encoding: a tag is field * 8 + kind; kind 0 is a varint, 2 a length and bytes, 5 four bytes.</summary>
internal static class WireReader
{
    /// <summary>Each field of a message in order: its number, its varint (0 for others) and its bytes (empty for varints).</summary>
    public static List<(int Field, long Number, byte[] Bytes)> Read(byte[] message)
    {
        List<(int, long, byte[])> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            long tag = Varint(message, ref at);
            (int field, long number, int length) = ((int)(tag >> 3), 0L, 0);
            switch (tag & 7)
            {
                case 0:
                    number = Varint(message, ref at);
                    break;
                case 2:
                    length = (int)Varint(message, ref at);
                    break;
                case 5:
                    length = sizeof(float);
                    break;
                default:
                    throw new InvalidDataException($"Field {field} is of a kind that ONNX files do not have: {tag & 7}.");
            }

            fields.Add((field, number, message[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    public static float[] Floats(byte[] bytes) => [.. bytes.Chunk(sizeof(float)).Select(four => BinaryPrimitives.ReadSingleLittleEndian(four))];

    private static long Varint(byte[] bytes, ref int at)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
