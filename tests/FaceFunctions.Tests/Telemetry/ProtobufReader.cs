using System.Buffers.Binary;
using System.Text;

namespace FaceFunctions.Tests.Telemetry;

/// <summary>Just enough of protobuf's wire format to look into OTLP messages: https://protobuf.dev/programming-guides/encoding. Shares no code with the exporter.</summary>
internal static class ProtobufReader
{
    /// <summary>Sub-messages, strings and bytes of a field.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field) => Fields(message).Where(one => one.Field == field && one.Bytes is not null).Select(one => one.Bytes!);

    /// <summary>A string field; empty when it is missing.</summary>
    public static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault() ?? []);

    /// <summary>A number field, whatever its type; 0 when it is missing, as protobuf has it.</summary>
    public static ulong Number(byte[] message, int field) => Fields(message).Where(one => one.Field == field).Select(one => one.Number).FirstOrDefault();

    /// <summary>Attributes (KeyValue messages) of a field, each value as text.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(byte[] message, int field) => Messages(message, field).ToDictionary(
        pair => Text(pair, 1),
        pair => Messages(pair, 2).Select(value => Messages(value, 1).Any() ? Text(value, 1) : Number(value, 3).ToString(System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault(""));

    private static IEnumerable<(int Field, ulong Number, byte[]? Bytes)> Fields(byte[] message)
    {
        int position = 0;
        while (position < message.Length)
        {
            ulong key = Varint(message, ref position);
            int field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (field, Varint(message, ref position), null);
                    break;
                case 1:
                    yield return (field, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(position)), null);
                    position += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref position);
                    yield return (field, 0, message[position..(position + length)]);
                    position += length;
                    break;
                case 5:
                    yield return (field, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(position)), null);
                    position += 4;
                    break;
                default:
                    throw new InvalidDataException("Not protobuf.");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
