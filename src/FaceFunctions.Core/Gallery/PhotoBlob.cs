using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FaceFunctions.Core.Gallery;

/// <summary>One version of a photo's blob, without its content.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ETag">The version's ETag, in the service's own form (with quotes).</param>
/// <param name="LastModified">When this version was written; whole seconds.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Person">The <c>person</c> metadata, percent-decoded; null when absent.</param>
/// <param name="ContentMd5">MD5 of the content as the service recorded it; empty when it did not.</param>
public sealed record PhotoBlob(PhotoPath Path, string ETag, DateTimeOffset LastModified, long Length, string? Person, ReadOnlyMemory<byte> ContentMd5)
{
    /// <summary>Whether <paramref name="content"/> is known to be this version's content, by the MD5 that the service recorded.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Compared with the Blob service's own checksum, which is MD5; nothing is protected by it.")]
    public bool HasContent(ReadOnlyMemory<byte>? content) =>
        content is { } bytes && bytes.Length == Length && !ContentMd5.IsEmpty && ContentMd5.Span.SequenceEqual(MD5.HashData(bytes.Span));
}
