using FaceFunctions.Benchmarks.ColdStart;

namespace FaceFunctions.Benchmarks.Tests.ColdStart;

public class CommandStartTests
{
    [Fact]
    public async Task StartAsync_reads_the_last_line_and_gives_the_storage()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Its commands are for bash.");
        var command = new CommandStart("echo some words; echo 12.5 40 30 ${#GalleryConnection}");
        StartTimes times = await command.StartAsync("storage", TestContext.Current.CancellationToken);
        Assert.Equal(new StartTimes(TimeSpan.FromMilliseconds(12.5), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(30), "storage".Length), times);
    }

    [Theory]
    [InlineData("echo 1 2 3 4; exit 3")]
    [InlineData("echo 1 2 3")]
    public async Task StartAsync_refuses_a_command_that_fails_or_says_something_else(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Its commands are for bash.");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new CommandStart(command).StartAsync("storage", TestContext.Current.CancellationToken));
        Assert.Contains(command, fault.Message, StringComparison.Ordinal);
    }
}
