using FaceFunctions.Hosting;
using FaceFunctions.Tests.Support;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Tests.Hosting;

public class PhotoSlotsTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(4, 8)]
    [InlineData(10, 20)]
    public async Task Invoke_lets_only_so_many_functions_run(int analyses, int slots)
    {
        using var gate = new PhotoSlots(Options.Create(new VisionOptions { MaxConcurrentAnalyses = analyses }));
        var done = new TaskCompletionSource();
        int running = 0;
        Task[] calls = [.. Enumerable.Range(0, slots + 5).Select(_ => gate.Invoke(new TestInvocation(), async _ =>
        {
            Interlocked.Increment(ref running);
            await done.Task;
        }))];

        Assert.Equal(slots, running);
        done.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(slots + 5, running);
    }

    [Fact]
    public async Task Invoke_gives_the_slot_back_after_a_fault_and_to_nobody_who_left()
    {
        using var gate = new PhotoSlots(Options.Create(new VisionOptions { MaxConcurrentAnalyses = 1 }));
        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => gate.Invoke(new TestInvocation(), _ => throw new InvalidOperationException()));
        }

        var left = new TestInvocation(cancelled: new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.Invoke(left, _ => throw new InvalidOperationException("It ran.")));
    }
}
