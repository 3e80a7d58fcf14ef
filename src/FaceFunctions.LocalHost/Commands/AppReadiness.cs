using System.Net;
using System.Text.Json;
using FaceFunctions.LocalHost.Demo;
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

        using var client = new AppClient(host.BaseAddress, key);
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

    private static async Task<bool> IsReadyAsync(AppClient client, CancellationToken cancellationToken)
    {
        try
        {
            Reply<StatusAnswer> reply = await client.GetStatusAsync(cancellationToken);
            return reply.Value?.Ready ?? reply.Status != HttpStatusCode.ServiceUnavailable;
        }
        catch (HttpRequestException)
        {
            return false; // It died meanwhile.
        }
        catch (Exception other) when (other is JsonException or NotSupportedException)
        {
            return true; // Somebody else's status.
        }
    }
}
