using FaceFunctions.Hosting;
using FaceFunctions.Vision;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Tests.Hosting;

public class PhotoSlotsTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(4, 8)]
    [InlineData(10, 20)]
    public async Task InvokeAsync_lets_only_so_many_handlers_run(int analyses, int slots)
    {
        using var gate = new PhotoSlots(Options.Create(new VisionOptions { MaxConcurrentAnalyses = analyses }));
        var done = new TaskCompletionSource();
        int running = 0;
        Task<object?>[] calls = [.. Enumerable.Range(0, slots + 5).Select(_ => gate.InvokeAsync(new DefaultEndpointFilterInvocationContext(new DefaultHttpContext()), async _ =>
        {
            Interlocked.Increment(ref running);
            await done.Task;
            return "answer";
        }).AsTask())];

        Assert.Equal(slots, running);
        done.SetResult();
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal("answer", answer));
        Assert.Equal(slots + 5, running);
    }

    [Fact]
    public async Task InvokeAsync_gives_the_slot_back_after_a_fault_and_to_nobody_who_left()
    {
        using var gate = new PhotoSlots(Options.Create(new VisionOptions { MaxConcurrentAnalyses = 1 }));
        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () =>
                await gate.InvokeAsync(new DefaultEndpointFilterInvocationContext(new DefaultHttpContext()), _ => throw new InvalidOperationException()));
        }

        var left = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await gate.InvokeAsync(new DefaultEndpointFilterInvocationContext(left), _ => ValueTask.FromResult<object?>("never")));
    }
}
