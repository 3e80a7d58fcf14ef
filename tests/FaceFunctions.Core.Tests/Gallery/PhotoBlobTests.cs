using System.Security.Cryptography;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Gallery;

public class PhotoBlobTests
{
    [Fact]
    public void HasContent_is_true_only_of_the_very_bytes()
    {
        byte[] content = [1, 2, 3];

        Assert.True(Blob(content).HasContent(content.ToArray()));
        Assert.False(Blob(content).HasContent(new byte[] { 1, 2, 4 }));
        Assert.False(Blob(content).HasContent(new byte[] { 1, 2 }));
        Assert.False(Blob(content).HasContent(null));
        Assert.True(Blob([]).HasContent(Array.Empty<byte>()));
    }

    [Fact]
    public void HasContent_is_false_when_the_service_recorded_no_checksum() =>
        Assert.False((Blob([1]) with { ContentMd5 = default }).HasContent(new byte[] { 1 }));

#pragma warning disable CA5351 // The Blob service's own checksum is MD5.
    private static PhotoBlob Blob(byte[] content) =>
        new(PhotoPath.InGallery("ana/1.jpg"), "\"1\"", default, content.Length, null, MD5.HashData(content));
#pragma warning restore CA5351
}
