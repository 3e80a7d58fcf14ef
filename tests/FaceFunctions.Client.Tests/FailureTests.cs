using System.Net;
using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Why there is no answer, in one type.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private StandIn _service = null!;

    public async ValueTask InitializeAsync() => _service = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_problem_comes_with_all_that_it_says()
    {
        _service.Then(422, StandIn.Problem("no-face", 422, ""","parameter":"a","requestId":"r-1" """), ("X-Request-Id", "r-1"));

        FaceFunctionsException error = await FailAsync();

        Assert.Equal(
            (FaceFunctionsFailure.Problem, "urn:facefunctions:no-face", "no-face", "A title.", "A detail.", HttpStatusCode.UnprocessableEntity, "a", "r-1", null),
            (error.Failure, error.Type, error.Kind, error.Title, error.Detail, error.Status, error.Parameter, error.RequestId, error.RetryAfter));
        Assert.Equal("A detail.", error.Message);
    }

    [Fact]
    public async Task The_request_id_may_come_in_the_header_alone()
    {
        _service.Then(500, StandIn.Problem("internal", 500), ("X-Request-Id", "r-2"));

        Assert.Equal("r-2", (await FailAsync()).RequestId);
    }

    [Theory]
    [InlineData(401, "", FaceFunctionsFailure.AccessRefused)]
    [InlineData(403, "", FaceFunctionsFailure.AccessRefused)]
    [InlineData(403, """{"type":"urn:facefunctions:container-not-allowed"}""", FaceFunctionsFailure.Problem)]
    [InlineData(404, "<html>", FaceFunctionsFailure.NotTheService)]
    [InlineData(404, """{"type":"https://example.org/other","detail":"x"}""", FaceFunctionsFailure.NotTheService)]
    [InlineData(404, """{"type":"urn:facefunctions:"}""", FaceFunctionsFailure.NotTheService)]
    [InlineData(500, """{"type":7}""", FaceFunctionsFailure.NotTheService)]
    [InlineData(500, "null", FaceFunctionsFailure.NotTheService)]
    [InlineData(200, "", FaceFunctionsFailure.NotTheService)]
    [InlineData(200, "<html>", FaceFunctionsFailure.NotTheService)]
    [InlineData(200, "[]", FaceFunctionsFailure.NotTheService)]
    [InlineData(200, "{}", FaceFunctionsFailure.NotTheService)]
    [InlineData(200, """{"ready":"yes"}""", FaceFunctionsFailure.NotTheService)]
    [InlineData(502, "<html>", FaceFunctionsFailure.Unreachable)]
    public async Task Cases_are_told_apart(int status, string body, FaceFunctionsFailure failure)
    {
        _service.Then(status, body);

        FaceFunctionsException error = await FailAsync();

        Assert.Equal((failure, status), (error.Failure, (int?)error.Status));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_says_where_it_leads_without_names()
    {
        _service.Then(302, "", ("Location", "https://login.example.org/sign-in?person=ruan"));
        using FaceClient client = _service.Client(FaceCredential.FunctionKey("k"));

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.DeletePersonAsync("ruan"));

        Assert.Equal(FaceFunctionsFailure.NotTheService, error.Failure);
        Assert.Contains("https://login.example.org", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ruan", error.Message, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Messages_of_the_client_name_nobody()
    {
        _service.ThenBreak();
        using FaceClient client = _service.Client(FaceCredential.FunctionKey("secret-key"));

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.DeletePersonAsync("ruan"));

        Assert.Equal(FaceFunctionsFailure.Unreachable, error.Failure);
        Assert.DoesNotContain("ruan", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<FaceFunctionsException> FailAsync()
    {
        using FaceClient client = _service.Client();
        return await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());
    }
}
