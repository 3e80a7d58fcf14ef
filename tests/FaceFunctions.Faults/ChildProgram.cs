using System.Diagnostics;

namespace FaceFunctions.Faults;

/// <summary>Starts this program once more, as a process that may die without harm.</summary>
internal static class ChildProgram
{
    /// <summary>This program as it was built, in the configuration of whoever runs it: the tests have a copy that cannot be started.</summary>
    private static readonly string File = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "FaceFunctions.Faults", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "FaceFunctions.Faults.dll"));

    /// <summary>Starts it. Its standard error is this process's own.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [File, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // Half of such a process's time is compiling: what runs a few times need not be compiled well.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Ends it at once, if it still runs, and waits for that.</summary>
    public static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
