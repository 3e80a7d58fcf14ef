using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Gallery;

public class PhotoRecordTests
{
    private static readonly RecognitionModel Model = new("bundle-a", 2, MatchThresholds.At(0.5f));

    [Theory]
    [InlineData(PhotoStatus.Enrolled, "\"1\"", "bundle-a", true)]
    [InlineData(PhotoStatus.NoFace, "\"1\"", "bundle-a", true)]
    [InlineData(PhotoStatus.Refused, "\"1\"", "bundle-a", true)]
    [InlineData(PhotoStatus.Unreadable, "\"1\"", "bundle-a", true)]
    [InlineData(PhotoStatus.TooLarge, "\"1\"", "bundle-a", true)]
    [InlineData(PhotoStatus.Failed, "\"1\"", "bundle-a", false)]
    [InlineData(PhotoStatus.Enrolled, "\"2\"", "bundle-a", false)]
    [InlineData(PhotoStatus.Enrolled, "\"1\"", "bundle-b", false)]
    [InlineData(PhotoStatus.Enrolled, "\"1\"", "BUNDLE-A", false)]
    public void IsCurrent_is_of_one_version_and_one_bundle_and_never_of_a_failure(PhotoStatus status, string etag, string bundle, bool expected)
    {
        var photo = new PhotoRecord
        {
            Name = "ana/1.jpg",
            Person = "ana",
            Status = status,
            BundleId = bundle,
            FaceCount = 0,
            BlobETag = etag,
            BlobLastModified = default,
            RecordedAt = default,
        };

        Assert.Equal(expected, photo.IsCurrent(new PhotoBlob(PhotoPath.InGallery("ana/1.jpg"), "\"1\"", default, 0, null), Model));
    }
}
