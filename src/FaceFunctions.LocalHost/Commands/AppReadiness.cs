using System.Net;
using FaceFunctions.Client;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>Waits for an app that listens first and loads later.</summary>
internal static class AppReadiness
{
    private const string StatusRoute = "/api/status";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the app says that it is ready. An app without <c>GET /api/status</c>, or with another answer there than ours, counts as ready.</summary>
    /// <param name="host">Runs the app.</param>
    /// <param name="key">The function key, if one is asked for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="LocalHostException">The app cannot be kept running.</exception>
    public static async Task WaitAsync(ILocalHost host, string? key, CancellationToken cancellationToken)
    {
        if (!host.Functions.Any(function => function.Trigger.EndsWith(StatusRoute, StringComparison.Ordinal)))
        {
            return;
        }

        using var client = new FaceClient(host.BaseAddress, key is null ? FaceCredential.None : FaceCredential.FunctionKey(key), new FaceClientOptions { MaxTries = 1 });
        var own = host as FunctionsHost;
        SetTrial(true);
        while (!await IsReadyAsync(client, cancellationToken))
        {
            Task pause = Task.Delay(Poll, TimeProvider.System, cancellationToken);
            await await Task.WhenAny(pause, host.Completion);
            await pause;
        }

        SetTrial(false);

        void SetTrial(bool trial)
        {
            if (own is not null)
            {
                own.IsTrial = trial;
            }
        }
    }

    private static async Task<bool> IsReadyAsync(FaceClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetStatusAsync(cancellationToken)).Ready;
        }
        catch (FaceFunctionsException error)
        {
            // Not there yet, or somebody else's status.
            return error is { Failure: not (FaceFunctionsFailure.Unreachable or FaceFunctionsFailure.TimedOut), Status: not HttpStatusCode.ServiceUnavailable };
        }
    }
}
