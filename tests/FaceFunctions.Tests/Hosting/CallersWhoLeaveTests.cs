using System.Net;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Hosting;

/// <summary>Callers who break off while they send.</summary>
public class CallersWhoLeaveTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    /// <summary>More than may hold photos at once on any machine of up to 16 cores.</summary>
    private const int Callers = 40;

    [Fact]
    public async Task They_hold_no_slot_and_are_no_faults()
    {
        GalleryApp app = gallery.App;
        using var leave = new CancellationTokenSource();
        StalledContent[] bodies = [.. Enumerable.Range(0, Callers).Select(_ => new StalledContent())];
        Task<HttpResponseMessage>[] calls = [.. bodies.Select(body => app.Client.PostAsync(new Uri("/api/identify", UriKind.Relative), body, leave.Token))];
        await Task.WhenAll(bodies.Select(body => body.Begun));
        await leave.CancelAsync();
        foreach (Task<HttpResponseMessage> call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        (await app.IdentifyAsync(Pictures.Landscape())).Problem(HttpStatusCode.UnprocessableEntity, "no-face");
        Assert.DoesNotContain("An invocation failed", app.Host.AppOutput, StringComparison.Ordinal);
    }

    /// <summary>A body that begins and never ends.</summary>
    private sealed class StalledContent : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[100_000], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            _begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
