using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Telemetry;

/// <summary>Says what a request was, in words of this code only: method, route template, status.</summary>
/// <remarks>
/// ASP.NET Core's own span carries no tags, and nothing but this class gives it any. Paths, query strings and headers hold names of people, so they are never
/// read here: <c>DELETE /api/people/ruan</c> is <c>DELETE /api/people/{*person}</c>.
/// </remarks>
internal static class RequestSpan
{
    /// <summary>Route of requests that no function answers, and of what has no route.</summary>
    private const string NoRoute = "unrouted";

    // Of a fixed list, because a method is text of the caller's too.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete, HttpMethods.Put, HttpMethods.Head, HttpMethods.Options, HttpMethods.Patch];

    public static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            await next(context);
            return;
        }

        // The caller's text, which spans below this one would inherit.
        span.TraceStateString = null;
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        string method = Array.Find(Methods, known => HttpMethods.Equals(known, context.Request.Method)) ?? "_OTHER";
        string? template = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        string route = template is null ? NoRoute : "/" + template.TrimStart('/');
        int status = context.Response.StatusCode;
        span.DisplayName = $"{method} {route}";

        // OpenTelemetry's conventions; Azure Monitor makes a request's address of scheme, host and path.
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("url.scheme", "http");
        span.SetTag("server.address", TelemetryNames.Service);
        span.SetTag("url.path", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
