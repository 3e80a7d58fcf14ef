using System.Buffers.Binary;

namespace FaceFunctions.Faults.Pictures;

/// <summary>Damages and forges picture files. A case is its seed and its number: the same two give the same file.</summary>
internal sealed class PictureMutator(int seed)
{
    /// <summary>Most mutations of a file.</summary>
    private const int MostMutations = 4;

    /// <summary>One file in so many is a bomb: small, and much work.</summary>
    private const int BombEvery = 100;

    /// <summary>Parts of more bytes are not repeated often.</summary>
    private const int LargePart = 4000;

    private static readonly uint[] StrangeNumbers = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 3000, 7000, 20000];

    private readonly IReadOnlyList<CorpusFile> _corpus = PictureCorpus.Draw(seed);

    /// <summary>Makes one case.</summary>
    public byte[] Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        if (random.Next(BombEvery) == 0)
        {
            return Bomb(random);
        }

        CorpusFile source = _corpus[random.Next(_corpus.Count)];
        byte[] file = [.. source.Content];
        for (int i = 1 + random.Next(MostMutations); i > 0 && file.Length > 16; i--)
        {
            file = Mutate(source.Kind, file, random);
        }

        if (source.Kind == PictureKind.Png && random.Next(4) != 0)
        {
            PictureParts.RepairChecksums(file);
        }

        return file;
    }

    private byte[] Mutate(PictureKind kind, byte[] file, Random random)
    {
        int at = random.Next(file.Length);
        switch (random.Next(12))
        {
            case 0:
                for (int i = 1 + random.Next(32); i > 0; i--)
                {
                    file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                }

                return file;
            case 1:
                file[at] = (byte)StrangeNumbers[random.Next(6)];
                return file;
            case 2:
                return WriteNumber(file, random.Next(file.Length - 4), random);
            case 3 or 4:
                IReadOnlyList<int> fields = PictureParts.HeaderFields(kind, file);
                return WriteNumber(file, Math.Min(fields[random.Next(fields.Count)], file.Length - 4), random);
            case 5:
                return file[..at];
            case 6:
                return [.. file[..at], .. Bytes(random, random.Next(600)), .. file[at..]];
            case 7:
                return Splice(kind, file, random);
            case 8 or 9:
                return MoveParts(kind, file, random);
            case 10:
                return AddMetadata(kind, file, random);
            default:
                // Behind the headers, where the picture is.
                int from = file.Length / 3;
                Bytes(random, Math.Min(1 + random.Next(60), file.Length - from)).CopyTo(file, from);
                return file;
        }
    }

    private static byte[] WriteNumber(byte[] file, int at, Random random)
    {
        uint number = StrangeNumbers[random.Next(StrangeNumbers.Length)];
        Span<byte> place = file.AsSpan(at);
        switch (random.Next(4))
        {
            case 0:
                BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)number);
                break;
            case 1:
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)number);
                break;
            case 2:
                BinaryPrimitives.WriteUInt32BigEndian(place, number);
                break;
            default:
                BinaryPrimitives.WriteUInt32LittleEndian(place, number);
                break;
        }

        return file;
    }

    /// <summary>The beginning of one file and the end of another, now and then of another format.</summary>
    private byte[] Splice(PictureKind kind, byte[] file, Random random)
    {
        CorpusFile[] others = [.. _corpus.Where(other => other.Kind == kind || random.Next(8) == 0)];
        byte[] other = others[random.Next(others.Length)].Content;
        return [.. file[..random.Next(16, file.Length)], .. other[random.Next(other.Length)..]];
    }

    /// <summary>Leaves out a part, doubles one, or puts one elsewhere.</summary>
    private static byte[] MoveParts(PictureKind kind, byte[] file, Random random)
    {
        IReadOnlyList<int> places = PictureParts.Boundaries(kind, file);
        if (places.Count < 3)
        {
            return file;
        }

        int part = random.Next(places.Count - 1);
        byte[] content = file[places[part]..places[part + 1]];
        int target = places[random.Next(places.Count)];
        return random.Next(3) switch
        {
            0 => [.. file[..places[part]], .. file[places[part + 1]..]],
            1 => [.. file[..target], .. content, .. file[target..]],
            _ => [.. file[..target], .. Enumerable.Repeat(content, random.Next(1, content.Length > LargePart ? 3 : 40)).SelectMany(bytes => bytes), .. file[target..]],
        };
    }

    private static byte[] AddMetadata(PictureKind kind, byte[] file, Random random)
    {
        byte[] tiff = PictureParts.Tiff((ushort)random.Next(12));
        byte[] block = random.Next(3) == 0 ? WriteNumber(tiff, random.Next(tiff.Length - 4), random) : tiff;
        byte[] profile = Bytes(random, random.Next(3000));
        return kind switch
        {
            PictureKind.Jpeg when random.Next(2) == 0 => PictureParts.WithSegment(file, 0xE1, [.. "Exif\0\0"u8, .. block]),
            PictureKind.Jpeg => PictureParts.WithSegment(file, 0xE2, [.. "ICC_PROFILE\0"u8, (byte)random.Next(3), (byte)random.Next(3), .. profile]),
            PictureKind.Png when file.Length > 33 => [.. file[..33], .. PictureParts.PngChunk(random.Next(2) == 0 ? "eXIf"u8 : "iCCP"u8, random.Next(2) == 0 ? block : profile), .. file[33..]],
            PictureKind.Webp => [.. file, .. "EXIF"u8, (byte)block.Length, 0, 0, 0, .. block],
            _ => [.. file, .. profile],
        };
    }

    /// <summary>Within all limits of bytes and pixels, and made to be slow.</summary>
    private static byte[] Bomb(Random random)
    {
        int side = random.Next(1000, 7700);
        return ScannedJpeg.Write(side, side, random.Next(2) == 0 ? 1 : 3, random.Next(2, 400));
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
