// An isolated-worker app for the tests of the local host. It notes every invocation in a file of the folder that TEST_RECORDS names, echoes HTTP requests, and does what
// the blob's own metadata asks for: `answers` lists, with dots between, what the first, the second, ... invocation for this blob does: ok, fail, wait or exit; the last one holds from then on.
// Without it, TEST_ANSWER says so, else ok.
using System.Globalization;
using FaceFunctions.LocalHost.Tests.App;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

if (Environment.GetEnvironmentVariable("TEST_EXIT_AT_START") is { } exitCode)
{
    await Console.Error.WriteLineAsync("The app dies as it was told.");
    return int.Parse(exitCode, CultureInfo.InvariantCulture);
}

await File.WriteAllTextAsync(Path.Combine(Records.Folder, $"{Environment.ProcessId}.pid"), "");
if (Environment.GetEnvironmentVariable("TEST_EXIT_WHEN_TOLD") is { } laterExitCode)
{
    // As an app that listens first and reads its settings later: it ends once the host has seen it start.
    _ = Task.Run(async () =>
    {
        await Records.WaitForAsync("die", CancellationToken.None);
        Environment.Exit(int.Parse(laterExitCode, CultureInfo.InvariantCulture));
    });
}

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = null;
    kestrel.Limits.MaxRequestLineSize = 32 * 1024;
});
await builder.Build().RunAsync();
return 0;
