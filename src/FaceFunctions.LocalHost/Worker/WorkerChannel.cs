using System.Collections.Concurrent;
using System.Threading.Channels;
using FaceFunctions.LocalHost.Worker.Protocol;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>One worker's conversation with the host: it introduces itself, tells its functions, is asked to call them, and is told to end.</summary>
/// <remarks>Safe to use from any thread.</remarks>
/// <param name="folder">The app's folder.</param>
/// <param name="log">Receives what the worker logs.</param>
internal sealed partial class WorkerChannel(string folder, Action<WorkerLogLine> log)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationOutcome>> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the stream has ended: the worker stopped or died, and every invocation that ran is lost.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Talks until either side ends the stream.</summary>
    /// <param name="early">What the worker sent before it introduced itself.</param>
    /// <param name="requests">What it sends.</param>
    /// <param name="responses">What it gets.</param>
    /// <param name="cancellationToken">The stream is broken.</param>
    public async Task RunAsync(
        IEnumerable<StreamingMessage> early, IAsyncStreamReader<StreamingMessage> requests, IServerStreamWriter<StreamingMessage> responses, CancellationToken cancellationToken)
    {
        Task writing = WriteAsync(responses, cancellationToken);
        try
        {
            foreach (StreamingMessage message in early)
            {
                Receive(message);
            }

            Introduce();
            while (await requests.MoveNext(cancellationToken))
            {
                Receive(requests.Current);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The worker is gone without a word.
        }
        finally
        {
            Close();
            await writing;
        }
    }

    /// <summary>Calls a function.</summary>
    /// <param name="invocation">What to call, and with what.</param>
    /// <param name="cancel">Asks the function to stop. How it ended is waited for all the same.</param>
    /// <returns><see cref="InvocationOutcome.Lost"/> when the worker went away.</returns>
    /// <exception cref="WorkerException">It has no such function.</exception>
    public async Task<InvocationOutcome> InvokeAsync(WorkerInvocation invocation, CancellationToken cancel)
    {
        StreamingMessage request = new() { InvocationRequest = invocation.ToRequest(IdOf(invocation.Function)) };
        var answer = new TaskCompletionSource<InvocationOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[invocation.Id] = answer;
        if (Closed.IsCompleted)
        {
            answer.TrySetResult(InvocationOutcome.Lost);
        }

        Send(request);
        await using CancellationTokenRegistration registration = cancel.Register(() => Send(new() { InvocationCancel = new() { InvocationId = invocation.Id } }));
        InvocationOutcome outcome = await answer.Task;
        _running.TryRemove(invocation.Id, out _);
        return outcome;
    }

    /// <summary>Tells the worker to end itself.</summary>
    /// <param name="grace">How long it may take.</param>
    public void Terminate(TimeSpan grace) => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    private static string TextOf(StatusResult result) => result.Exception switch
    {
        null => result.Result.Length > 0 ? result.Result : "The worker gave no reason.",
        { StackTrace.Length: 0 } error => error.Message,
        var error => $"{error.Message}\n{error.StackTrace}",
    };

    // After the end nobody reads what is written here.
    private void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private void Close()
    {
        _closed.TrySetResult();
        _outgoing.Writer.TryComplete();
        _loaded.TrySetException(new WorkerException("The worker ended before its functions were loaded."));
        _ = _loaded.Task.Exception; // Nobody need be waiting for it.
        foreach (TaskCompletionSource<InvocationOutcome> answer in _running.Values)
        {
            answer.TrySetResult(InvocationOutcome.Lost);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> responses, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await responses.WriteAsync(message, cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The stream is broken or complete; whoever reads from it sees that too.
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                log(WorkerLogLine.From(message.RpcLog));
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                InvocationResponse response = message.InvocationResponse;
                if (_running.TryGetValue(response.InvocationId, out TaskCompletionSource<InvocationOutcome>? answer))
                {
                    StatusResult result = response.Result ?? new StatusResult();
                    answer.TrySetResult(result.Status == StatusResult.Types.Status.Success ? InvocationOutcome.Success : new InvocationOutcome(false, TextOf(result)));
                }

                break;
            default:
                ReceiveHandshake(message);
                break;
        }
    }
}
