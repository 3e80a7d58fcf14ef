using FaceFunctions.LocalHost.Worker.Protocol;
using Grpc.Core;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>The gRPC service that workers call: finds out who calls, and leaves the stream to the worker's channel.</summary>
internal sealed class WorkerService(WorkerServer server) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        // Log lines may come before the introduction.
        var early = new List<StreamingMessage>();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            StreamingMessage message = requestStream.Current;
            if (message.ContentCase == StreamingMessage.ContentOneofCase.StartStream)
            {
                await server.Take(message.StartStream.WorkerId).RunAsync(early, requestStream, responseStream, context.CancellationToken);
                return;
            }

            early.Add(message);
        }
    }
}
