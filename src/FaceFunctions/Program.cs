using FaceFunctions.HealthChecks;
using FaceFunctions.Hosting;
using FaceFunctions.Requests;
using FaceFunctions.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Options;

// A name of 1,024 letters, each of nine bytes when percent-encoded, and twice as long where a host encodes it twice.
const int maxRequestLine = 32 * 1024;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestIds>();
builder.UseMiddleware<InvocationSpan>();
builder.UseMiddleware<Faults>();
builder.UseWhen<RateLimit>(FunctionNames.CountsRequests);
builder.UseWhen<ReadinessGate>(FunctionNames.NeedsReadiness);
builder.UseWhen<PhotoSlots>(FunctionNames.HoldsPhotos);

builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    // An empty section in place of the configuration's Kestrel:Endpoints, which could listen elsewhere than where the worker told its host.
    kestrel.Configure();
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestLineSize = maxRequestLine;

    // A body is read in one of the few places for photos, which nobody shall hold by sending slowly: 20 MiB in 21 minutes at the least, and 408 else.
    kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(10));
});

// The host gives a worker that it ends five seconds; telemetry shall be sent within them.
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
builder.Services.AddVision();
builder.Services.AddGalleryStorage(builder.Configuration);
builder.Services.AddGallerySearch(builder.Configuration);
builder.Services.AddFaceFunctions();
builder.Services.AddReadinessChecks();
var targets = TelemetryTargets.Read(builder.Configuration);
builder.AddLogging(targets);
builder.AddTelemetry(targets);

try
{
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (Exception) when (Environment.ExitCode != 0)
{
    // The bundle was refused, with its reason, before the app had started; stopping it then cancels whatever it was starting.
    return Environment.ExitCode;
}
catch (Exception fault) when (fault is OptionsValidationException or InvalidOperationException or IOException)
{
    // A setting out of its range, one that is no number, or a port that was taken meanwhile.
    await Console.Error.WriteLineAsync($"The app cannot start: {fault.Message}");
    return 1;
}
