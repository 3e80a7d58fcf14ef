using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>Seeded photos and faces: the same seed gives the same values.</summary>
internal static class Samples
{
    public const string Bundle = "bundle-a";

    public static PhotoRecord Photo(string name, int faces, string bundle = Bundle, int version = 1, string person = "ruan") => new()
    {
        Name = name,
        Person = person,
        Status = faces == 0 ? PhotoStatus.NoFace : PhotoStatus.Enrolled,
        Reason = faces == 0 ? "No face was found." : null,
        BundleId = bundle,
        FaceCount = faces,
        BlobETag = $"\"0x{version:X}\"",
        BlobLastModified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddSeconds(version),
        RecordedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 6, 789, TimeSpan.Zero).AddTicks(1234567),
        Width = 4000,
        Height = 3000,
    };

    /// <summary>So many faces, of which the first bears the person's name (none when null).</summary>
    public static FaceRecord[] Faces(int count, int seed, string? person = "ruan", int dimension = 8)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new FaceRecord(
            i == 0 ? person : null,
            new DetectedFace(
                new PixelBox(Next(), Next(), Next() + 1, Next() + 1),
                i % 2 == 0 ? new FaceLandmarks(Point(), Point(), Point(), Point(), Point()) : null,
                Next()),
            new FaceQuality(Next(), Next(), Next(), Next(), Next(), -Next(), Next(), 0),
            FaceEmbedding.FromModelOutput([.. Enumerable.Range(0, dimension).Select(_ => (random.NextSingle() * 2) - 1)])))];

        float Next() => random.NextSingle();

        Vector2 Point() => new(Next() * 100, Next() * 100);
    }

    /// <summary>Names that lie in one partition, by the documented rule: the first byte of the SHA-256 of the UTF-8 name, modulo 16.</summary>
    public static IEnumerable<string> NamesIn(int partition) => Enumerable.Range(0, int.MaxValue)
        .Select(i => i.ToString(CultureInfo.InvariantCulture) + ".jpg")
        .Where(name => PartitionOf(name) == partition);

    public static int PartitionOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % 16;

    public static string HashOf(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32].ToLowerInvariant();

    public static Task<bool> Yes(CancellationToken cancellationToken) => Task.FromResult(true);
}
