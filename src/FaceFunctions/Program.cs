using System.Globalization;
using System.Net;
using FaceFunctions.EnrollPhoto;
using FaceFunctions.Hosting;
using FaceFunctions.Identify;
using FaceFunctions.IdentifyPhoto;
using FaceFunctions.People;
using FaceFunctions.Photos;
using FaceFunctions.Reconcile;
using FaceFunctions.Status;
using FaceFunctions.Telemetry;
using FaceFunctions.Verify;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

// The Functions host names the port; anything else (ASPNETCORE_URLS and the like) must not move or widen it.
const int portWithoutHost = 7072;
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
int port = int.TryParse(builder.Configuration["FUNCTIONS_CUSTOMHANDLER_PORT"], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : portWithoutHost;
builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    // An empty section in place of the configuration's Kestrel:Endpoints, which could listen elsewhere too.
    kestrel.Configure();
    kestrel.Listen(IPAddress.Loopback, port);
    kestrel.AddServerHeader = false;
});

// ASP.NET's own request log holds paths, and paths hold names of people.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

// What stops the start is said once, below, and without a stack.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

// The host logs standard error as errors.
builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Error);
builder.Services.AddVision();
builder.Services.AddGalleryStorage(builder.Configuration);
builder.Services.AddFaceFunctions();
builder.AddTelemetry();

WebApplication app;
try
{
    app = builder.Build();
}
catch (InvalidOperationException fault)
{
    // A setting of telemetry, which is part of every logger: there is none to say it.
    await Console.Error.WriteLineAsync($"The app cannot start: {fault.Message}");
    return 1;
}

app.UseTelemetry();
app.UseFaults();
app.MapGet("/", () => Results.Text("FaceFunctions"));
app.MapStatus();

RouteGroupBuilder whenReady = app.MapGroup("").AddEndpointFilter(async (context, next) =>
{
    await context.HttpContext.RequestServices.GetRequiredService<Readiness>().WaitAsync(context.HttpContext.RequestAborted);
    return await next(context);
});

// These hold photos in memory, so only so many of them run at once; a later one has not read its body yet.
RouteGroupBuilder withPhotos = whenReady.MapGroup("").AddEndpointFilter((context, next) =>
    context.HttpContext.RequestServices.GetRequiredService<PhotoSlots>().InvokeAsync(context, next));
withPhotos.MapEnrollPhoto();
withPhotos.MapIdentifyPhoto();
withPhotos.MapIdentify();
withPhotos.MapVerify();
whenReady.MapPhotos();
whenReady.MapPeople();
whenReady.MapReconcile();

try
{
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception fault) when (fault is OptionsValidationException or InvalidOperationException or IOException)
{
    // A setting out of its range, one that is no number, or a port that is taken.
    Log.CannotStart(app.Logger, fault.Message);
    return 1;
}
catch (OperationCanceledException) when (Environment.ExitCode != 0)
{
    // The bundle was refused, with its reason, before the host had started; stopping it then cancels its start.
    return Environment.ExitCode;
}
