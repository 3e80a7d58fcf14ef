using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>Writes and reads one photo's entry of <see cref="EmbeddingCache"/>: little-endian, with a checksum over its key too, so that a damaged or misplaced entry is none.</summary>
internal static class CacheEntry
{
    // "FFE" and the version of what follows.
    private static readonly byte[] Magic = "FFE\x01"u8.ToArray();

    private const int ChecksumBytes = 16;

    /// <summary>The entry's bytes.</summary>
    /// <param name="key">What names the entry.</param>
    /// <param name="photo">Faces, or none.</param>
    public static byte[] Write(string key, VariedPhoto photo)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            if (photo.Analysis is PhotoAnalysis.FacesFound found)
            {
                WriteSize(writer, found.Width, found.Height, found.Faces.Count);
                for (int i = 0; i < found.Faces.Count; i++)
                {
                    Write(writer, found.Faces[i], photo.Faces.Count > 0 ? photo.Faces[i].Embeddings : []);
                }
            }
            else
            {
                var none = (PhotoAnalysis.NoFace)photo.Analysis;
                WriteSize(writer, none.Width, none.Height, 0);
            }
        }

        stream.Write(Checksum(key, stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Reads an entry.</summary>
    /// <returns>Null when the bytes are not what <see cref="Write(string, VariedPhoto)"/> wrote for this key.</returns>
    public static VariedPhoto? Read(string key, byte[] bytes)
    {
        int length = bytes.Length - ChecksumBytes;
        if (length < Magic.Length || !bytes.AsSpan().StartsWith(Magic) || !Checksum(key, bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, length - Magic.Length));
        (int width, int height, int count) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (count == 0)
        {
            return new VariedPhoto(new PhotoAnalysis.NoFace(width, height), []);
        }

        var faces = new AnalyzedFace[count];
        var varied = new List<VariedFace>(count);
        for (int i = 0; i < count; i++)
        {
            (faces[i], VariedFace? variants) = ReadFace(reader);
            if (variants is not null)
            {
                varied.Add(variants);
            }
        }

        return new VariedPhoto(new PhotoAnalysis.FacesFound(width, height, faces, default), varied);
    }

    private static byte[] Checksum(string key, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData(content);
        return hash.GetHashAndReset()[..ChecksumBytes];
    }

    private static void WriteSize(BinaryWriter writer, int width, int height, int faces)
    {
        writer.Write(width);
        writer.Write(height);
        writer.Write(faces);
    }

    private static void Write(BinaryWriter writer, AnalyzedFace face, IReadOnlyList<FaceEmbedding> variants)
    {
        PixelBox box = face.Face.Box;
        WriteAll(writer, box.X, box.Y, box.Width, box.Height, face.Face.Score);
        writer.Write(face.Face.Landmarks is not null);
        if (face.Face.Landmarks is { } landmarks)
        {
            Span<Vector2> points = stackalloc Vector2[5];
            landmarks.CopyTo(points);
            foreach (Vector2 point in points)
            {
                WriteAll(writer, point.X, point.Y);
            }
        }

        FaceQuality quality = face.Quality;
        WriteAll(writer, quality.Score, quality.DetectionScore, quality.SidePixels, quality.Sharpness, quality.Brightness, quality.YawDegrees, quality.PitchDegrees, quality.RollDegrees);
        writer.Write(1 + variants.Count);
        foreach (FaceEmbedding embedding in (IEnumerable<FaceEmbedding>)[face.Embedding, .. variants])
        {
            byte[] values = embedding.ToBytes();
            writer.Write(values.Length);
            writer.Write(values);
        }
    }

    private static (AnalyzedFace Face, VariedFace? Variants) ReadFace(BinaryReader reader)
    {
        var box = new PixelBox(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        float score = reader.ReadSingle();
        FaceLandmarks? landmarks = reader.ReadBoolean() ? new FaceLandmarks(Point(), Point(), Point(), Point(), Point()) : null;
        var quality = new FaceQuality(Next(), Next(), Next(), Next(), Next(), Next(), Next(), Next());
        var embeddings = new FaceEmbedding[reader.ReadInt32()];
        for (int i = 0; i < embeddings.Length; i++)
        {
            embeddings[i] = FaceEmbedding.FromBytes(reader.ReadBytes(reader.ReadInt32()));
        }

        return (new AnalyzedFace(new DetectedFace(box, landmarks, score), quality, embeddings[0]), embeddings.Length > 1 ? new VariedFace(embeddings[1..]) : null);

        float Next() => reader.ReadSingle();

        Vector2 Point() => new(reader.ReadSingle(), reader.ReadSingle());
    }

    private static void WriteAll(BinaryWriter writer, params ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            writer.Write(bytes);
        }
    }
}
