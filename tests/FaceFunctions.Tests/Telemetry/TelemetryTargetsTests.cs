using Azure.Identity;
using FaceFunctions.Telemetry;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace FaceFunctions.Tests.Telemetry;

/// <summary>Where telemetry goes.</summary>
public class TelemetryTargetsTests(TestAzurite azurite)
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData(" ", "", false)]
    [InlineData("InstrumentationKey=1", null, true)]
    [InlineData(null, "http://collector:4317", true)]
    public void Something_is_sent_only_where_a_target_is_named(string? azureMonitor, string? otlp, bool any)
    {
        TelemetryTargets targets = Read(azureMonitor, null, otlp);
        Assert.Equal(any, targets.Any);
        Assert.Equal(otlp?.Length > 0, targets.Otlp);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization=AAD", "")]
    [InlineData("ClientId=1234;Authorization=AAD", "1234")]
    [InlineData("authorization=aad; clientid=1234;", "1234")]
    public void The_identity_is_the_one_that_the_hosts_own_setting_names(string? setting, string? clientId)
    {
        TelemetryTargets targets = Read("InstrumentationKey=1", setting, null);
        Assert.Equal(clientId, targets.ClientId());
        Assert.Equal(setting is null ? null : typeof(ManagedIdentityCredential), targets.Credential()?.GetType());
    }

    [Theory]
    [InlineData("AAD")]
    [InlineData("Authorization=Key")]
    [InlineData("ClientId=1234")]
    [InlineData("Authorization=AAD;TenantId=1")]
    public void Any_other_identity_is_refused_by_the_settings_name(string setting)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read("InstrumentationKey=1", setting, null).Credential());
        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "nonsense")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "nonsense")]
    public async Task A_wrong_setting_ends_the_app_with_the_reason(string setting, string value)
    {
        var settings = new Dictionary<string, string> { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001", [setting] = value };
        await using AppProcess app = AppProcess.Start(azurite.ConnectionString, TemporaryFolder.Create(), settings);
        Assert.NotEqual(0, await app.WaitForExitAsync(Wait.Patience));
        Assert.Contains("The app cannot start: ", app.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:9", true)]
    public async Task No_exporter_is_loaded_where_no_target_is_named(string? otlp, bool loaded)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        Dictionary<string, string> settings = otlp is null ? [] : new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp };
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, settings);
        (await app.GetAsync("/api/people")).Ok();
        string[] libraries =
        [
            .. File.ReadLines($"/proc/{app.Host.AppProcessId}/maps")
                .Select(line => Path.GetFileName(line.Split(' ')[^1]))
                .Where(file => file.StartsWith("OpenTelemetry.E", StringComparison.Ordinal) || file.StartsWith("Azure.Monitor", StringComparison.Ordinal) || file.StartsWith("Azure.Storage.Queues", StringComparison.Ordinal))
                .Distinct(),
        ];
        if (loaded)
        {
            Assert.NotEmpty(libraries);
        }
        else
        {
            Assert.Empty(libraries);
        }
    }

    private static TelemetryTargets Read(string? azureMonitor, string? authentication, string? otlp) => TelemetryTargets.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = azureMonitor,
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = authentication,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp,
        })
        .Build());
}
