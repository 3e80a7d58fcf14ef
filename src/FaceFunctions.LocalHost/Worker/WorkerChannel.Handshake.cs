using FaceFunctions.LocalHost.Worker.Protocol;

namespace FaceFunctions.LocalHost.Worker;

/// <content>From the worker's introduction until its functions are loaded.</content>
internal sealed partial class WorkerChannel
{
    // The host whose behaviour was studied; a worker may read the major version from it.
    private const string HostVersion = "4.1048.0";

    private const string HttpCapability = "HttpUri";

    private readonly TaskCompletionSource<IReadOnlyList<WorkerFunction>> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IReadOnlyList<WorkerFunction> _functions = [];
    private Dictionary<string, string> _ids = [];
    private HashSet<string> _loading = [];

    /// <summary>Done when the worker can be called, with its functions; fails with <see cref="WorkerException"/> when it cannot be used or went away before.</summary>
    public Task<IReadOnlyList<WorkerFunction>> Loaded => _loaded.Task;

    /// <summary>Where the worker itself takes HTTP requests; null when it takes none. Known once it is loaded.</summary>
    public Uri? HttpAddress { get; private set; }

    private string IdOf(string function) => _ids.TryGetValue(function, out string? id) ? id : throw new WorkerException($"The app has no function {function}.");

    private void Introduce() => Send(new()
    {
        WorkerInitRequest = new()
        {
            HostVersion = HostVersion,
            WorkerDirectory = folder,
            FunctionAppDirectory = folder,
        },
    });

    private void ReceiveHandshake(StreamingMessage message)
    {
        try
        {
            switch (message.ContentCase)
            {
                case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                    TakeCapabilities(message.WorkerInitResponse);
                    Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder } });
                    break;
                case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                    TakeFunctions(message.FunctionMetadataResponse);
                    break;
                case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                    TakeLoaded(message.FunctionLoadResponse);
                    break;
                default:
                    break; // A worker that ends sends an empty message, and others may say what is none of our business.
            }
        }
        catch (WorkerException error)
        {
            _loaded.TrySetException(error);
        }
        catch (Exception error) when (error is UriFormatException or ArgumentException)
        {
            // An address that is none, or two functions of one name.
            _loaded.TrySetException(new WorkerException($"What the worker tells of itself cannot be used: {error.Message}"));
        }
    }

    private void TakeCapabilities(WorkerInitResponse response)
    {
        Check(response.Result, "The worker cannot start");
        HttpAddress = response.Capabilities.TryGetValue(HttpCapability, out string? address) && address.Length > 0 ? new Uri(address) : null;
    }

    private void TakeFunctions(FunctionMetadataResponse response)
    {
        Check(response.Result, "The worker cannot tell its functions");
        if (response.UseDefaultMetadataIndexing)
        {
            throw new WorkerException("The worker keeps no index of its functions: build the app with Microsoft.Azure.Functions.Worker.Sdk 2 or later.");
        }

        RpcFunctionMetadata[] functions = [.. response.FunctionMetadataResults];
        _functions = [.. functions.Select(function => new WorkerFunction(function.Name, [.. function.RawBindings])).OrderBy(function => function.Name, StringComparer.Ordinal)];
        _ids = functions.ToDictionary(function => function.Name, function => function.FunctionId, StringComparer.Ordinal);
        _loading = [.. _ids.Values];
        foreach (RpcFunctionMetadata function in functions)
        {
            Send(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        }

        FinishWhenLoaded();
    }

    private void TakeLoaded(FunctionLoadResponse response)
    {
        Check(response.Result, $"The function {_ids.FirstOrDefault(pair => pair.Value == response.FunctionId).Key ?? response.FunctionId} cannot be loaded");
        _loading.Remove(response.FunctionId);
        FinishWhenLoaded();
    }

    private void FinishWhenLoaded()
    {
        if (_loading.Count == 0)
        {
            _loaded.TrySetResult(_functions);
        }
    }

    private static void Check(StatusResult? result, string what)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
        {
            throw new WorkerException($"{what}: {TextOf(result ?? new StatusResult())}");
        }
    }
}
