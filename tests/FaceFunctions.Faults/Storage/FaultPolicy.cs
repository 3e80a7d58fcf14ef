using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FaceFunctions.Faults.Storage;

/// <summary>Stands between the SDK's retries and the network: throttles, times out, breaks connections before and after the service did its work, and ends the instance at a given request.</summary>
/// <param name="plan">What goes wrong.</param>
/// <param name="endsProcess">Whether a death is that of this process (SIGKILL) or of the instance alone.</param>
internal sealed class FaultPolicy(FaultPlan plan, bool endsProcess) : HttpPipelinePolicy
{
    private const int MaxSpins = 20_000;

    private readonly Random _random = new(plan.Seed);
    private readonly int[] _injected = new int[Enum.GetValues<Fault>().Length];
    private int _requests;
    private int _dieAt = plan.DieAt;
    private volatile bool _dead;

    /// <summary>Whether the instance died.</summary>
    public bool IsDead => _dead;

    /// <summary>Requests that came so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How often each fault was injected.</summary>
    public IEnumerable<(Fault Fault, int Count)> Injected => Enum.GetValues<Fault>().Select(fault => (fault, Volatile.Read(ref _injected[(int)fault])));

    /// <summary>Counts requests anew, and lets the instance die at one of them.</summary>
    public void DieAt(int request)
    {
        Volatile.Write(ref _requests, 0);
        Volatile.Write(ref _dieAt, request);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ThrowIfDead();
        bool last = Interlocked.Increment(ref _requests) == Volatile.Read(ref _dieAt);
        if (last && plan.Moment == DeathMoment.BeforeRequest)
        {
            Die();
        }

        Fault fault = last ? Fault.None : Draw();
        bool isTransaction = message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);
        if (FailBefore(message, fault, isTransaction))
        {
            return;
        }

        if (last && plan.Moment == DeathMoment.DuringRequest && endsProcess)
        {
            Task sending = ProcessNextAsync(message, pipeline).AsTask();
            System.Threading.Thread.SpinWait(_random.Next(MaxSpins));
            Die();
            await sending;
        }

        await ProcessNextAsync(message, pipeline);
        ThrowIfDead();
        if (last)
        {
            Die();
        }

        FailAfter(message, fault, isTransaction);
    }

    private static bool FailBefore(HttpMessage message, Fault fault, bool isTransaction)
    {
        switch (fault)
        {
            case Fault.TooManyRequests:
                message.Response = InjectedResponse.Of(message.Request.ClientRequestId, 429);
                return true;
            case Fault.ServerBusy:
                message.Response = isTransaction ? InjectedResponse.FailedTransaction(message.Request.ClientRequestId) : InjectedResponse.Of(message.Request.ClientRequestId, 503);
                return true;
            case Fault.TimeoutBefore:
                throw new TaskCanceledException("A fault of the test: the request was not answered in time, and not done.");
            case Fault.ResetBefore:
                throw new RequestFailedException("A fault of the test: the connection broke before the request was sent.", new IOException());
            default:
                return false;
        }
    }

    private static void FailAfter(HttpMessage message, Fault fault, bool isTransaction)
    {
        switch (fault)
        {
            case Fault.ErrorAfter:
                message.Response = isTransaction ? InjectedResponse.FailedTransaction(message.Request.ClientRequestId) : InjectedResponse.Of(message.Request.ClientRequestId, 500);
                break;
            case Fault.TimeoutAfter:
                throw new TaskCanceledException("A fault of the test: the request was done, and the answer came too late.");
            case Fault.ResetAfter:
                throw new RequestFailedException("A fault of the test: the request was done, and the connection broke before the answer.", new IOException());
            case Fault.CutAnswer when message.Response.ContentStream is { } content:
                message.Response.ContentStream = new CutStream(content);
                break;
        }
    }

    private Fault Draw()
    {
        Fault fault;
        lock (_random)
        {
            fault = _random.NextDouble() < plan.Rate ? (Fault)_random.Next(1, _injected.Length) : Fault.None;
        }

        Interlocked.Increment(ref _injected[(int)fault]);
        return fault;
    }

    private void Die()
    {
        if (endsProcess)
        {
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            self.Kill();
            throw new UnreachableException();
        }

        _dead = true;
        ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        if (_dead)
        {
            throw new InstanceDiedException();
        }
    }
}

/// <summary>What can happen to a request.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429 with Retry-After; not done.</summary>
    TooManyRequests,

    /// <summary>503, of a transaction inside of its 202; not done.</summary>
    ServerBusy,

    /// <summary>No answer in time; not done.</summary>
    TimeoutBefore,

    /// <summary>The connection broke; not done.</summary>
    ResetBefore,

    /// <summary>Done, and answered with 500.</summary>
    ErrorAfter,

    /// <summary>Done, and no answer in time.</summary>
    TimeoutAfter,

    /// <summary>Done, and the connection broke before the answer.</summary>
    ResetAfter,

    /// <summary>Done, and the connection broke in the middle of the answer.</summary>
    CutAnswer,
}
