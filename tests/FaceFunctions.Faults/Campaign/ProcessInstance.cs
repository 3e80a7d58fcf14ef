using System.Diagnostics;
using FaceFunctions.Faults.Gallery;
using FaceFunctions.Faults.Storage;

namespace FaceFunctions.Faults.Campaign;

/// <summary>An instance as a process of its own, which is killed (SIGKILL) at a request of its plan, or at any moment by us.</summary>
internal sealed class ProcessInstance : IInstance
{
    private readonly Process _process;
    private readonly int _killAtJob;
    private readonly TimeSpan _killAfter;
    private int _jobs;

    /// <summary>Starts the process.</summary>
    /// <param name="connection">Storage.</param>
    /// <param name="plan">What goes wrong in it.</param>
    /// <param name="killAtJob">The job during which we kill it, from 1; 0 for none.</param>
    /// <param name="killAfter">How long after that job's begin.</param>
    public ProcessInstance(string connection, FaultPlan plan, int killAtJob, TimeSpan killAfter)
    {
        (_killAtJob, _killAfter) = (killAtJob, killAfter);
        _process = ChildProgram.Start(WorkerProcess.Command, connection, plan.ToString());
    }

    /// <inheritdoc/>
    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(job.ToString().AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return JobOutcome.Died;
        }

        Task<string?> answer = _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
        if (++_jobs == _killAtJob)
        {
            await Task.WhenAny(answer, Task.Delay(_killAfter, cancellationToken));
            _process.Kill();
        }

        return await answer is { } line ? WorkerProcess.Read(line) : JobOutcome.Died;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ChildProgram.EndAsync(_process);
        _process.Dispose();
    }
}
