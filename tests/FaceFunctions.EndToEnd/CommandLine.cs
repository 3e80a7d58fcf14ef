using System.Diagnostics;
using System.Text.Json;

namespace FaceFunctions.EndToEnd;

/// <summary>The command line as a process of its own.</summary>
/// <param name="storage">Connection string.</param>
/// <param name="key">Function key; null for none.</param>
/// <param name="service">Address of the service.</param>
internal sealed class CommandLine(string storage, string? key, Uri service)
{
    /// <summary>Runs one command, which must end with an exit code.</summary>
    /// <returns>Its answer.</returns>
    public async Task<JsonElement> RunAsync(int exitCode, params string[] arguments)
    {
        string[] where = ["--json", "--url", service.ToString(), "--connection", storage, .. key is null ? [] : new[] { "--key", key }];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FaceFunctions.Cli.dll"), .. arguments, .. where])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(exitCode == process.ExitCode, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
        return JsonDocument.Parse(output).RootElement;
    }
}
