using System.Net;

namespace FaceFunctions.Client;

/// <summary>There is no answer. All that goes wrong between a caller and the service is of this one type; <see cref="Failure"/> tells the cases apart.</summary>
/// <remarks>Messages name the service's address, never a key, a token or a query. The service's own <see cref="Detail"/> may name what was asked about.</remarks>
/// <param name="failure">The case.</param>
/// <param name="message">One or two sentences.</param>
/// <param name="innerException">What it came from.</param>
public sealed class FaceFunctionsException(FaceFunctionsFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    private const string Prefix = "urn:facefunctions:";

    /// <summary>The case.</summary>
    public FaceFunctionsFailure Failure { get; } = failure;

    /// <summary>HTTP status; null when nothing answered.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The problem's type, for instance <c>urn:facefunctions:no-face</c>; null when the service named none.</summary>
    public string? Type { get; init; }

    /// <summary>Last part of <see cref="Type"/>, for instance <c>no-face</c>; null with it.</summary>
    public string? Kind => IsOurs(Type) ? Type![Prefix.Length..] : null;

    /// <summary>The problem's kind in words.</summary>
    public string? Title { get; init; }

    /// <summary>What is wrong with this request, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>The parameter that is meant; null when the problem is of none.</summary>
    public string? Parameter { get; init; }

    /// <summary>The request's id in the service's log; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait; null when it asks for nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a problem's type is one of the service's.</summary>
    internal static bool IsOurs(string? type) => type?.StartsWith(Prefix, StringComparison.Ordinal) == true && type.Length > Prefix.Length;
}
