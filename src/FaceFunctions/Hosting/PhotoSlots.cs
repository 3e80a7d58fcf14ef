using FaceFunctions.Vision;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Hosting;

/// <summary>Bounds the invocations that hold photos in memory at once: however many come, they need at most their slots' share.</summary>
/// <remarks>
/// Analyses are bounded by their own, smaller limit; this one bounds the encoded photos that wait for it. With the defaults on two cores it is 8 invocations of
/// at most two photos of 20 MiB: 320 MiB.
/// </remarks>
internal sealed class PhotoSlots : IFunctionsWorkerMiddleware, IDisposable
{
    /// <summary>Invocations for each analysis that can run: enough that the next photo is there when one is done.</summary>
    private const int SlotsPerAnalysis = 2;

    /// <summary>As many as the triggers that host.json lets come at once.</summary>
    private const int MinSlots = 8;

    private readonly SemaphoreSlim _slots;

    public PhotoSlots(IOptions<VisionOptions> options)
    {
        int analyses = options.Value.MaxConcurrentAnalyses > 0 ? options.Value.MaxConcurrentAnalyses : Environment.ProcessorCount;
        _slots = new SemaphoreSlim(Math.Max(MinSlots, SlotsPerAnalysis * analyses));
    }

    /// <summary>Runs an invocation in a slot; waits for one before the function reads anything.</summary>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await _slots.WaitAsync(context.CancellationToken);
        try
        {
            await next(context);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
