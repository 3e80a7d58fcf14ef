using System.Diagnostics;
using System.Globalization;

namespace FaceFunctions.Benchmarks.Load;

/// <summary>How much of a process lies in memory, in bytes.</summary>
/// <param name="Now">At present.</param>
/// <param name="Peak">The most since it started; where the system keeps no record of that, the same as <paramref name="Now"/>.</param>
internal readonly record struct ResidentMemory(long Now, long Peak)
{
    /// <summary>Reads VmRSS and VmHWM of <c>/proc/[pid]/status</c> (proc_pid_status(5)) on Linux, elsewhere what .NET knows.</summary>
    /// <returns>Null when the process has ended.</returns>
    public static ResidentMemory? Read(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                string[] lines = File.ReadAllLines($"/proc/{processId}/status");
                return Kilobytes(lines, "VmRSS:") is { } now && Kilobytes(lines, "VmHWM:") is { } most ? new ResidentMemory(now * 1024, most * 1024) : null;
            }

            using var process = Process.GetProcessById(processId);
            return new ResidentMemory(process.WorkingSet64, Math.Max(process.WorkingSet64, process.PeakWorkingSet64));
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Kilobytes(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line.AsSpan(name.Length).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture)
            : null; // A process that has ended and was not yet reaped has no memory to tell of.
}
