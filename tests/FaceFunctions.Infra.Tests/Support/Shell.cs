using System.Diagnostics;

namespace FaceFunctions.Infra.Tests.Support;

/// <summary>Runs programs to their end.</summary>
internal static class Shell
{
    // Bounds a hang: a publish takes a minute of one core, and as long as it takes where others want that core.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Runs a program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    /// <param name="folder">Where it runs.</param>
    public static async Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, string input = "", IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything.
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end. It said:\n{await output}\n{await errors}");
        }

        return new ShellResult(process.ExitCode, await output, await errors);
    }
}

/// <summary>What became of a program.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a program that must succeed.</summary>
    public string Ok()
    {
        Assert.True(ExitCode == 0, $"Ended with {ExitCode}:\n{Output}\n{Errors}");
        return Output;
    }
}
