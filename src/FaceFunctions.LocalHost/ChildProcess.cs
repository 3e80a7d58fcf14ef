using System.ComponentModel;
using System.Diagnostics;

namespace FaceFunctions.LocalHost;

/// <summary>Starts and ends programs.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="missing">The message when it cannot be started.</param>
    /// <exception cref="LocalHostException">It is not there, or may not be run.</exception>
    public static Process Start(ProcessStartInfo start, string missing)
    {
        try
        {
            return Process.Start(start) ?? throw new LocalHostException(missing);
        }
        catch (Win32Exception error)
        {
            throw new LocalHostException(missing, error);
        }
    }

    /// <summary>Ends a program with everything that it started, at once. Nothing happens when it has ended.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }
}
