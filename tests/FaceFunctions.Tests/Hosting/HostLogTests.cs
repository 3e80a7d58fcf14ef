using FaceFunctions.Hosting;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.Tests.Hosting;

public class HostLogTests
{
    private const string Name = "Zoë Zebrafink";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Exceptions_lose_their_messages_where_the_host_sends_them_on(bool nameless)
    {
        var worker = new Recorded();
        using var log = new HostLog(worker, nameless);
        try
        {
            throw new InvalidOperationException(Name, new IOException(Name));
        }
        catch (InvalidOperationException fault)
        {
            Log.RequestFailed(log.CreateLogger("any"), fault);
        }

        (string message, Exception? exception) = Assert.Single(worker.Records);
        Assert.StartsWith("An invocation failed.", message, StringComparison.Ordinal);
        Assert.Equal(nameless, exception is null);
        Assert.Equal(nameless, message.Contains("System.InvalidOperationException    at FaceFunctions.Tests.Hosting.HostLogTests.", StringComparison.Ordinal));
        Assert.Equal(nameless, message.Contains("System.IO.IOException", StringComparison.Ordinal));
        Assert.DoesNotContain(Name, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ends_the_app_is_not_sent()
    {
        var worker = new Recorded();
        using var log = new HostLog(worker, nameless: false);
        ILogger logger = log.CreateLogger("any");
        Assert.False(logger.IsEnabled(LogLevel.Critical));
        Log.BundleRefused(logger, "reason");
        Assert.Empty(worker.Records);
    }

    /// <summary>The worker's provider, played.</summary>
    private sealed class Recorded : ILoggerProvider, ILogger
    {
        public List<(string Message, Exception? Exception)> Records { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Records.Add((formatter(state, exception), exception));

        public void Dispose()
        {
        }
    }
}
