using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Container;

/// <summary>infra/container/Dockerfile, as text: it holds to the rules, and the rules see what they are there for.</summary>
public class ContainerTests(Templates templates, PublishedApp app)
{
    private static string Text => File.ReadAllText(Path.Combine(Repository.Infra, "container", "Dockerfile"));

    [Fact]
    public void It_breaks_no_rule() => Assert.Empty(new ContainerRecipe(Text).Faults());

    [Theory]
    [InlineData(":4-dotnet-isolated10.0", "", "one base image")]
    [InlineData(":4-dotnet-isolated10.0", ":latest", "one base image")]
    [InlineData("USER 1654:1654", "", "runs as a user")]
    [InlineData("USER 1654:1654", "USER root", "runs as a user")]
    [InlineData("USER 1654:1654", "USER 0", "runs as a user")]
    [InlineData("EXPOSE 8080", "EXPOSE 8080\nRUN chmod -R 777 /home", "USER comes after")]
    [InlineData("COPY --chown=1654:1654 ", "COPY ", "what is copied")]
    [InlineData("COPY ", "ADD ", "ADD is not expected")]
    [InlineData("EXPOSE 8080", "EXPOSE 80", "one port")]
    [InlineData("ASPNETCORE_URLS=http://+:8080", "ASPNETCORE_URLS=http://+:80", "one port")]
    [InlineData("HEALTHCHECK ", "#HEALTHCHECK ", "a health check")]
    [InlineData("    AzureWebJobsSecretStorageType=Blob", "    GalleryConnection=x", "no secret")]
    [InlineData("    AzureWebJobsSecretStorageType=Blob", "    FACES_TOKEN=x", "no secret")]
    [InlineData("RUN mkdir", "RUN apt-get update && mkdir", "nothing is installed")]
    public void A_broken_rule_is_seen(string before, string after, string said)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);
        Assert.Contains(new ContainerRecipe(Text.Replace(before, after, StringComparison.Ordinal)).Faults(), fault => fault.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_host_is_that_of_the_deployment()
    {
        JsonElement runtime = (await templates.ReadAsync("default", "Microsoft.Web/sites")).Single().GetProperty("properties").GetProperty("functionAppConfig").GetProperty("runtime");
        string version = runtime.GetProperty("version").GetString()!;
        Assert.Equal($"mcr.microsoft.com/azure-functions/{runtime.GetProperty("name").GetString()}:4-dotnet-isolated{version}", Assert.Single(new ContainerRecipe(Text)["FROM"]));
    }

    [Fact]
    public async Task Its_health_check_asks_a_function_that_wants_no_key()
    {
        JsonElement trigger = (await app.FunctionsAsync()).Values.SelectMany(bindings => bindings)
            .Single(binding => binding.TryGetProperty("route", out JsonElement route) && route.GetString() == "health/live");
        Assert.Equal("Anonymous", trigger.GetProperty("authLevel").GetString());
        Assert.Contains("GET /api/health/live ", Assert.Single(new ContainerRecipe(Text)["HEALTHCHECK"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_developers_machine_stay_out() =>
        Assert.Contains("**/local.settings.json", File.ReadAllLines(Path.Combine(Repository.Infra, "container", "Dockerfile.dockerignore")));
}
