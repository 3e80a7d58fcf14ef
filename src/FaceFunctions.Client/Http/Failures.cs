using System.Globalization;
using System.Net;
using System.Text.Json;

namespace FaceFunctions.Client.Http;

/// <summary>Says why there is no answer. Messages name the service's address only: the rest of a request holds names.</summary>
internal sealed class Failures(Uri address)
{
    private readonly string _where = address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Nothing answers, or the connection broke.</summary>
    public FaceFunctionsException Unreachable(Exception error) =>
        new(FaceFunctionsFailure.Unreachable, $"The service does not answer at {_where} ({error.Message.TrimEnd('.')}).", error);

    /// <summary>There was no answer in time.</summary>
    public FaceFunctionsException TimedOut(TimeSpan limit, Exception error) =>
        new(FaceFunctionsFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"The service at {_where} gave no answer within {limit.TotalSeconds} seconds."), error);

    /// <summary>An answer of success that is none of the service's.</summary>
    public FaceFunctionsException NotReadable(ServiceReply reply, JsonException? error = null) =>
        new(FaceFunctionsFailure.NotTheService, error is null ? Strange(reply) : $"The answer of {_where} cannot be read ({error.Message.TrimEnd('.')}).", error)
        {
            Status = reply.Status,
            RequestId = reply.RequestId,
        };

    /// <summary>An answer that is no success.</summary>
    public FaceFunctionsException Of(ServiceReply reply)
    {
        ProblemBody problem = ReadProblem(reply);
        bool isOurs = FaceFunctionsException.IsOurs(problem.Type);
        FaceFunctionsFailure failure = isOurs ? FaceFunctionsFailure.Problem : reply.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FaceFunctionsFailure.AccessRefused,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => FaceFunctionsFailure.Unreachable,
            _ => FaceFunctionsFailure.NotTheService,
        };
        string message = failure switch
        {
            FaceFunctionsFailure.Problem => problem.Detail ?? problem.Title ?? problem.Type!,
            FaceFunctionsFailure.AccessRefused => $"The service at {_where} does not let you in.",
            _ => Strange(reply),
        };
        return Make(failure, message, reply, isOurs ? problem : new ProblemBody());
    }

    /// <summary>A refusal that an earlier try of the same call may have caused.</summary>
    public static FaceFunctionsException OutcomeUnknown(ServiceReply reply, string message) => Make(FaceFunctionsFailure.OutcomeUnknown, message, reply, ReadProblem(reply));

    private static FaceFunctionsException Make(FaceFunctionsFailure failure, string message, ServiceReply reply, ProblemBody problem) => new(failure, message)
    {
        Status = reply.Status,
        Type = problem.Type,
        Title = problem.Title,
        Detail = problem.Detail,
        Parameter = problem.Parameter,
        RequestId = problem.RequestId ?? reply.RequestId,
        RetryAfter = reply.RetryAfter,
    };

    // Where a redirect leads is said without path and query. It is not followed: the key would go along.
    private string Strange(ServiceReply reply) => reply.Response.Headers.Location is { IsAbsoluteUri: true } location
        ? $"{_where} leads on to {location.GetLeftPart(UriPartial.Authority)} (HTTP {(int)reply.Status}), which is not followed."
        : $"Something else than FaceFunctions answered at {_where} (HTTP {(int)reply.Status}).";

    private static ProblemBody ReadProblem(ServiceReply reply)
    {
        try
        {
            return reply.Body is { Length: > 0 } body ? JsonSerializer.Deserialize(body, ClientJson.Default.ProblemBody) ?? new ProblemBody() : new ProblemBody();
        }
        catch (JsonException)
        {
            return new ProblemBody();
        }
    }
}
