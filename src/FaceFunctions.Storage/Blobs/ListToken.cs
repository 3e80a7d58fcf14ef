using System.Buffers.Text;
using System.Text;

namespace FaceFunctions.Storage.Blobs;

/// <summary>A page's token as callers get it: the service's own marker, in letters that need no escaping in a query, and in a form that a made-up one has not.</summary>
internal static class ListToken
{
    private const string Prefix = "b1.";

    public static string Write(string marker) => Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(marker));

    /// <exception cref="ArgumentException"><paramref name="token"/> is none that <see cref="Write"/> gave.</exception>
    public static string Read(string token)
    {
        ReadOnlySpan<char> encoded = token.StartsWith(Prefix, StringComparison.Ordinal) ? token.AsSpan(Prefix.Length) : [];
        if (encoded.IsEmpty || !Base64Url.IsValid(encoded))
        {
            throw new ArgumentException("This is no token of a list of blobs.", nameof(token));
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
    }
}
