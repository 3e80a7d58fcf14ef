using FaceFunctions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.Hosting;

public class FaultsTests
{
    [Theory]
    [InlineData(true, StatusCodes.Status499ClientClosedRequest)]
    [InlineData(false, StatusCodes.Status500InternalServerError)]
    public async Task Cancellation_is_no_fault_when_the_caller_went_away(bool isAborted, int expected)
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.UseFaults();
        app.Run(_ => throw new OperationCanceledException());
        var context = new DefaultHttpContext { RequestServices = app.Services, RequestAborted = new CancellationToken(isAborted) };

        await ((IApplicationBuilder)app).Build()(context);

        Assert.Equal(expected, context.Response.StatusCode);
    }
}
