using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Enrollment;

/// <summary>One version of a photo, and what must be stored of it; stated without the code under test.</summary>
internal sealed record PhotoVersion(string Name, string PersonByName, string? Metadata, string Kind, int FirstSeed)
{
    public static readonly string[] Kinds = ["one", "subject", "group", "tiny", "none", "large", "junk", "fault"];

    private int FaceCount => Kind switch
    {
        "one" or "tiny" => 1,
        "subject" or "group" => 2,
        _ => 0,
    };

    public string Script => FaceCount switch
    {
        0 => Kind,
        1 => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{FirstSeed}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{FirstSeed},{FirstSeed + 1}"),
    };

    public PhotoStatus Status => Kind switch
    {
        "one" or "subject" => PhotoStatus.Enrolled,
        "group" or "tiny" => PhotoStatus.Refused,
        "none" => PhotoStatus.NoFace,
        "large" => PhotoStatus.TooLarge,
        "junk" => PhotoStatus.Unreadable,
        _ => PhotoStatus.Failed,
    };

    public string Person => Metadata ?? PersonByName;

    /// <summary>What a search can find of it.</summary>
    public NamedFace? Named(string bundleId) =>
        Status == PhotoStatus.Enrolled ? new NamedFace(Name, Person, FakeAnalyzer.Embedding(FirstSeed, bundleId)) : null;

    public void AssertStored(StoredPhoto row)
    {
        Assert.Equal((Name, Person, Status, FaceCount), (row.Photo.Name, row.Photo.Person, row.Photo.Status, row.Photo.FaceCount));
        Assert.Equal(Status == PhotoStatus.Enrolled, row.Photo.Reason is null);
        Assert.Equal(FaceCount, row.Faces.Count);
        for (int i = 0; i < FaceCount; i++)
        {
            Assert.Equal(i == 0 && Status == PhotoStatus.Enrolled ? Person : null, row.Faces[i].Person);
            Assert.Equal(FakeAnalyzer.Embedding(FirstSeed + i, row.Photo.BundleId).Values.ToArray(), row.Faces[i].Embedding.Values.ToArray());
        }
    }
}
