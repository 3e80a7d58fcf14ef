using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.Core.Gallery;

/// <summary>Stands for a photo's name where the name itself must not be kept: the first 16 bytes of the SHA-256 of its UTF-8 form, written as 32 lower-case hexadecimal digits.</summary>
/// <remarks>Nobody can read a name in it; who has the name can check it. Two names do not meet in 16 bytes by chance.</remarks>
/// <param name="Value">The bytes, most significant first.</param>
public readonly record struct PhotoId(UInt128 Value)
{
    private const int Bytes = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The id of a photo.</summary>
    /// <param name="name">Blob name inside the gallery container.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, longer than a blob's name can be, or holds half a surrogate pair.</exception>
    public static PhotoId Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, PhotoPath.MaxNameLength, nameof(name));
        byte[] utf8;
        try
        {
            utf8 = StrictUtf8.GetBytes(name);
        }
        catch (EncoderFallbackException error)
        {
            // Two such names would both turn into U+FFFD and share their id; the Blob service holds none.
            throw new ArgumentException("The name of a photo is no valid Unicode.", nameof(name), error);
        }

        return new PhotoId(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(utf8)));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>False when it has another form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhotoId id)
    {
        UInt128 value = default;
        bool isId = text?.Length == 2 * Bytes
            && text.All(char.IsAsciiHexDigitLower)
            && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        id = new PhotoId(value);
        return isId;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
