using FaceFunctions.Faults.Gallery;
using FaceFunctions.Faults.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>The other side of <see cref="ProcessInstance"/>: an instance as a process, which does what it reads from standard input and ends with it.</summary>
internal static class WorkerProcess
{
    /// <summary>First argument of the process.</summary>
    public const string Command = "worker";

    /// <summary>Works until standard input ends, or the plan ends the process.</summary>
    /// <param name="connection">Storage.</param>
    /// <param name="plan">A <see cref="FaultPlan"/> as text.</param>
    public static async Task<int> RunAsync(string connection, string plan)
    {
        using var gallery = new GalleryInstance(connection, new FaultPolicy(FaultPlan.Parse(plan), endsProcess: true));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync(await RunAsync(gallery, Job.Parse(line)));
        }

        return 0;
    }

    /// <summary>Reads an answer; of one that a death cut off, that it died.</summary>
    public static JobOutcome Read(string line)
    {
        string[] words = line.Split(' ', 2);
        return !Enum.TryParse(words[0], out JobEnd end) ? JobOutcome.Died
            : end == JobEnd.Done ? JobOutcome.Done
            : words.Length == 2 ? new JobOutcome(end, words[1].Replace('\t', '\n'))
            : JobOutcome.Died;
    }

    private static async Task<string> RunAsync(GalleryInstance gallery, Job job)
    {
        try
        {
            await gallery.RunAsync(job, CancellationToken.None);
            return JobEnd.Done.ToString();
        }
        catch (Exception error)
        {
            JobOutcome outcome = JobOutcome.Of(error);
            return $"{outcome.End} {outcome.Fault!.ReplaceLineEndings("\t")}";
        }
    }
}
