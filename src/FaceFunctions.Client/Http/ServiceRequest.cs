using System.Net.Http.Headers;

namespace FaceFunctions.Client.Http;

/// <summary>A request, from which each try is made anew.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">What follows <c>/api/</c>, with the query. Names stand in the query only: paths reach logs and traces.</param>
/// <param name="Photo">The body; null for none.</param>
/// <param name="AddHeaders">Adds headers; null for none.</param>
internal sealed record ServiceRequest(HttpMethod Method, string Path, PhotoContent? Photo = null, Action<HttpRequestHeaders>? AddHeaders = null)
{
    /// <summary>Whether a successful answer is handed on while it comes.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Whether 503 is an answer, too, so that nothing is repeated.</summary>
    public bool IsProbe { get; init; }

    /// <summary>A query of the parameters that have a value, beginning with <c>?</c>; empty when none has.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        string query = "";
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
            }
        }

        return query;
    }
}
