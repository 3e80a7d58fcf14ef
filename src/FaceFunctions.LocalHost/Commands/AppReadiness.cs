using FaceFunctions.LocalHost.Demo;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>Waits for an app that listens first and loads later.</summary>
internal static class AppReadiness
{
    private const string StatusRoute = "/api/status";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the app says that it is ready. An app without <c>GET /api/status</c> counts as ready.</summary>
    /// <param name="host">Runs the app.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="LocalHostException">The app cannot be kept running.</exception>
    public static async Task WaitAsync(FunctionsHost host, CancellationToken cancellationToken)
    {
        bool hasStatus = host.Functions.Any(function => function.Trigger.EndsWith(StatusRoute, StringComparison.Ordinal));
        while (hasStatus && !await IsReadyAsync(host, cancellationToken))
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(FunctionsHost host, CancellationToken cancellationToken)
    {
        using var client = new AppClient(host.BaseAddress);
        try
        {
            return (await client.GetStatusAsync(cancellationToken)).Value?.Ready == true;
        }
        catch (HttpRequestException)
        {
            return false; // It died meanwhile.
        }
    }
}
