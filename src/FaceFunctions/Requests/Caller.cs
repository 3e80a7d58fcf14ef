using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.Requests;

/// <summary>Tells callers apart by a small number, from which neither a key nor an address can be found again.</summary>
/// <remarks>
/// A hash with a secret of this process, cut to one of <see cref="Buckets"/>: so the memory for callers is bounded however many come, and nobody can aim at another
/// caller's number. Two callers share one, and its permits, with a chance of 1 in <see cref="Buckets"/>.
/// </remarks>
internal static class Caller
{
    /// <summary>Numbers for callers with a key, and as many again for those without.</summary>
    public const int Buckets = 4096;

    // As the Functions host looks for a key: in the header, and only else in the query.
    private const string KeyHeader = "x-functions-key";
    private const string KeyParameter = "code";
    private const string Forwarded = "X-Forwarded-For";

    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>The caller of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isAnonymous">Whether its function asks for no key: then a key that is sent was checked by nobody, and each made-up one would be a new caller.</param>
    /// <returns>A number from 0, less than twice <see cref="Buckets"/>.</returns>
    public static int Of(HttpRequest request, bool isAnonymous)
    {
        string? key = isAnonymous ? null : request.Headers[KeyHeader] is [{ Length: > 0 } sent, ..] ? sent : request.Query[KeyParameter] is [{ Length: > 0 } code, ..] ? code : null;
        return key is null ? Buckets + Number(Address(request)) : Number(key);
    }

    /// <summary>
    /// Where a request came from, as the front end that is nearest to us saw it: it adds to what the caller wrote into the header itself. Of IPv6 the first 64 bits,
    /// which is what one subscriber has.
    /// </summary>
    internal static string Address(HttpRequest request)
    {
        string last = request.Headers[Forwarded].ToString().Split(',')[^1].Trim();
        if (!IPEndPoint.TryParse(last, out IPEndPoint? from))
        {
            return request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        }

        return from.AddressFamily == AddressFamily.InterNetworkV6 && !from.Address.IsIPv4MappedToIPv6
            ? Convert.ToHexString(from.Address.GetAddressBytes().AsSpan(0, 8))
            : from.Address.MapToIPv4().ToString();
    }

    private static int Number(string text) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(text))) % Buckets);
}
