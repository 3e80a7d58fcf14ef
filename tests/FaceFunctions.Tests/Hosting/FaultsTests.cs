using System.Text.Json;
using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceFunctions.Tests.Hosting;

public class FaultsTests
{
    private const string Name = "Zoë Zebrafink";

    private readonly Faults _faults = new(NullLogger<Faults>.Instance);

    public static TheoryData<Exception> AnyFault =>
    [
        new StorageUnavailableException(Name, new IOException(Name)),
        new RequestFailedException(403, Name),
        new InvalidOperationException(Name),
        new OperationCanceledException(Name),
    ];

    [Theory]
    [InlineData(true, true, StatusCodes.Status499ClientClosedRequest)]
    [InlineData(true, false, StatusCodes.Status499ClientClosedRequest)]
    [InlineData(false, true, StatusCodes.Status499ClientClosedRequest)]
    [InlineData(false, false, StatusCodes.Status500InternalServerError)]
    public async Task Cancellation_is_no_fault_when_the_caller_went_away(bool isAborted, bool isCancelled, int expected)
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(isAborted) };
        await _faults.Invoke(new TestInvocation(http, new CancellationToken(isCancelled)), _ => throw new OperationCanceledException());
        Assert.Equal(expected, http.Response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(AnyFault))]
    public async Task A_request_that_fails_is_answered_without_the_faults_own_words(Exception fault)
    {
        var http = new DefaultHttpContext();
        var body = new MemoryStream();
        http.Response.Body = body;
        await _faults.Invoke(new TestInvocation(http), _ => throw fault);
        Assert.Equal(fault is StorageUnavailableException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError, http.Response.StatusCode);
        Assert.Equal("application/problem+json", http.Response.ContentType);
        using var problem = JsonDocument.Parse(body.ToArray());
        Assert.DoesNotContain(Name, problem.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AnyFault))]
    public async Task A_trigger_that_fails_tells_the_host_so_without_the_faults_own_words(Exception fault)
    {
        foreach (bool isCancelled in new[] { false, true })
        {
            InvocationFailedException told = await Assert.ThrowsAsync<InvocationFailedException>(
                () => _faults.Invoke(new TestInvocation(cancelled: new CancellationToken(isCancelled)), _ => throw fault));
            Assert.Null(told.InnerException);
            Assert.DoesNotContain(Name, told.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_the_callers_fault()
    {
        var http = new DefaultHttpContext();
        await _faults.Invoke(new TestInvocation(http), _ => throw new BadHttpRequestException(Name, StatusCodes.Status408RequestTimeout));
        Assert.Equal(StatusCodes.Status408RequestTimeout, http.Response.StatusCode);
    }
}
