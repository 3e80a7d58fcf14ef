using System.Text.Json;
using FaceFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.Tests.Hosting;

/// <summary>The files that Core Tools and the Functions host read.</summary>
public class HostFilesTests
{
    private static string Root => SharedFiles.RepositoryRoot;

    [Fact]
    public void Host_json_beside_the_project_is_the_repositorys()
    {
        // Core Tools want one in the folder where `func start` is called.
        byte[] root = File.ReadAllBytes(Path.Combine(Root, "host.json"));
        Assert.Equal(root, File.ReadAllBytes(Path.Combine(Root, "src", "FaceFunctions", "host.json")));
        Assert.Equal(root, File.ReadAllBytes(Path.Combine(AppProcess.AppFolder, "host.json")));
    }

    [Fact]
    public void The_host_writes_what_the_app_logs_and_not_what_triggered_it()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "host.json")));
        var levels = host.RootElement.GetProperty("logging").GetProperty("logLevel").EnumerateObject().ToDictionary(level => level.Name, level => level.Value.GetString());
        using ILoggerFactory factory = LoggerFactory.Create(logging =>
        {
            logging.AddProvider(new AnyLog());
            logging.SetMinimumLevel(LogLevel.Trace);
            foreach ((string category, string? level) in levels)
            {
                logging.AddFilter(category == "default" ? null : category, Enum.Parse<LogLevel>(level!));
            }
        });

        // The categories of the host (4.1037): the reason of a trigger, which is a blob's name, is information of Function.{name}; the app's own records come under Function.{name}.User.
        Assert.False(factory.CreateLogger("Function.EnrollPhoto").IsEnabled(LogLevel.Warning));
        Assert.True(factory.CreateLogger("Function.EnrollPhoto.User").IsEnabled(LogLevel.Information));
        Assert.True(factory.CreateLogger("Host.Function.Console").IsEnabled(LogLevel.Information));
        Assert.False(factory.CreateLogger("Host.Results").IsEnabled(LogLevel.Critical));
        Assert.False(factory.CreateLogger("Azure.Core").IsEnabled(LogLevel.Warning));
        Assert.False(factory.CreateLogger("Microsoft.Azure.WebJobs.Hosting").IsEnabled(LogLevel.Information));
    }

    [Fact]
    public void The_sample_settings_name_the_runtime_and_Azurite()
    {
        using var sample = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "local.settings.sample.json")));
        JsonElement values = sample.RootElement.GetProperty("Values");
        Assert.Equal("dotnet-isolated", values.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString());
        Assert.All(new[] { "AzureWebJobsStorage", "GalleryConnection" }, name => Assert.Equal("UseDevelopmentStorage=true", values.GetProperty(name).GetString()));
        Assert.Contains("local.settings.json", File.ReadAllLines(Path.Combine(Root, ".gitignore")));
    }

    private sealed class AnyLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
