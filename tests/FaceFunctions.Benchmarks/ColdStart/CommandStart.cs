using System.Diagnostics;
using System.Globalization;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>
/// A command that starts something and ends it again: the storage's connection string is in its environment as <c>GalleryConnection</c>, and its last line is the milliseconds to
/// the first answer, those until ready, those of processor time until then, and the resident bytes, with spaces between.
/// </summary>
internal sealed class CommandStart(string command) : IColdStart
{
    public string Name => command;

    public PackageSize? Size => null;

    public async Task<StartTimes> StartAsync(string storageConnection, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true };
        start.Environment["GalleryConnection"] = storageConnection;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        string[] words = output.TrimEnd().Split('\n')[^1].Split(' ');
        if (process.ExitCode != 0 || words.Length != 4)
        {
            throw new InvalidOperationException($"'{command}' ended with {process.ExitCode} and said: {output}");
        }

        double[] numbers = [.. words.Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new StartTimes(TimeSpan.FromMilliseconds(numbers[0]), TimeSpan.FromMilliseconds(numbers[1]), TimeSpan.FromMilliseconds(numbers[2]), (long)numbers[3]);
    }
}
