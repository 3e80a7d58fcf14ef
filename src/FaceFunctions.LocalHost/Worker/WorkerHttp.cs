using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>Calls HTTP functions: the invocation goes over the worker's stream, the request itself to the worker's own address, and the invocation's id is what joins the two halves there.</summary>
/// <param name="forwarder">YARP's.</param>
/// <param name="verbatim">Whether the worker gets path and query byte for byte as the client sent them; else as the real host's proxy writes them, which decodes a path and encodes it again.</param>
internal sealed class WorkerHttp(IHttpForwarder forwarder, bool verbatim) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    private static readonly TimeSpan ListenPoll = TimeSpan.FromMilliseconds(20);

    // Nothing but a worker's end or the client's ends a request that takes its time.
    private static readonly ForwarderRequestConfig Patient =
        new() { ActivityTimeout = Timeout.InfiniteTimeSpan, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Sends the request's half and passes the answer on, both as streams.</summary>
    /// <param name="context">Request and answer.</param>
    /// <param name="address">The worker's.</param>
    /// <param name="invocationId">Id of the half that goes over the stream.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>What went wrong; <see cref="ForwarderError.None"/> is nothing.</returns>
    public async Task<ForwarderError> SendAsync(HttpContext context, Uri address, string invocationId, CancellationToken cancellationToken) =>
        await forwarder.SendAsync(context, address.AbsoluteUri, _client, Patient, new Halves(invocationId, verbatim), cancellationToken);

    /// <summary>Waits until a worker takes connections: it may load its functions before it listens.</summary>
    /// <param name="address">The worker's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task WaitUntilListeningAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(ListenPoll, time, cancellationToken);
            }
        }
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => _client.Dispose();

    private sealed class Halves(string invocationId, bool verbatim) : HttpTransformer
    {
        // Percent-encoding, dots and double slashes mean what the app says they mean.
        private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Remove(InvocationIdHeader);
            proxyRequest.Headers.TryAddWithoutValidation(InvocationIdHeader, invocationId);
            string target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (verbatim && target.StartsWith('/'))
            {
                proxyRequest.RequestUri = new Uri(destinationPrefix.TrimEnd('/') + target, Verbatim);
            }
        }
    }
}
