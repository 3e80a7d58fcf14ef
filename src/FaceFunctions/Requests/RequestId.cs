namespace FaceFunctions.Requests;

/// <summary>The id of a request: the caller's <c>X-Request-Id</c>, or one of our own, echoed with every answer.</summary>
/// <remarks>
/// A caller's id goes into logs and traces, so it must not be a place for names, or for numbers that mean a person: only GUIDs are taken, with hyphens or without,
/// and the trace ids of W3C, which are 32 hexadecimal digits too. Whatever else is sent is passed over.
/// </remarks>
internal static class RequestId
{
    /// <summary>The header, in requests and in answers.</summary>
    public const string Header = "X-Request-Id";

    private static readonly AsyncLocal<string?> Ours = new();

    /// <summary>The id of the request that is being answered; null elsewhere, in triggers for instance.</summary>
    public static string? Current
    {
        get => Ours.Value;
        set => Ours.Value = value;
    }

    /// <summary>The caller's id when it is one, in the caller's spelling; else a new one.</summary>
    public static string Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: 32 or 36 } given] && (Guid.TryParseExact(given, "N", out _) || Guid.TryParseExact(given, "D", out _)) ? given : Guid.NewGuid().ToString();
}
