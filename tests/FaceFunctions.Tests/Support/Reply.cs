using System.Net;
using System.Text.Json;

namespace FaceFunctions.Tests.Support;

/// <summary>One answer of the app.</summary>
public sealed record Reply(HttpStatusCode Status, string? MediaType, JsonElement Body)
{
    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        JsonElement body = default;
        if (bytes.Length > 0 && response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true)
        {
            using var document = JsonDocument.Parse(bytes);
            body = document.RootElement.Clone();
        }

        return new Reply(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
    }

    /// <summary>The body of a success.</summary>
    public JsonElement Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{(int)Status}: {Body}");
        Assert.Equal("application/json", MediaType);
        Assert.Equal(JsonValueKind.Object, Body.ValueKind);
        return Body;
    }

    /// <summary>The body of a 202.</summary>
    public JsonElement Accepted()
    {
        Assert.True(Status == HttpStatusCode.Accepted, $"{(int)Status}: {Body}");
        Assert.Equal("application/json", MediaType);
        return Body;
    }

    /// <summary>The detail of an error of the given kind.</summary>
    public string Problem(HttpStatusCode status, string type, string? parameter = null)
    {
        Assert.True(Status == status, $"{(int)Status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        string[] members = ["type", "title", "status", "detail"];
        Assert.Equal([.. members, .. parameter is null ? Array.Empty<string>() : ["parameter"], "requestId"], Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("urn:facefunctions:" + type, Body.GetProperty("type").GetString());
        Assert.Equal((int)status, Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(Body.GetProperty("title").GetString()!);
        if (parameter is not null)
        {
            Assert.Equal(parameter, Body.GetProperty("parameter").GetString());
        }

        return Body.GetProperty("detail").GetString()!;
    }
}
