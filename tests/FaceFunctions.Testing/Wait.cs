using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace FaceFunctions.Testing;

/// <summary>Waits for what happens by itself, however slow the machine is.</summary>
public static class Wait
{
    /// <summary>How long a test waits before it calls a hang a hang. A test that fails for another reason never waits so long, and none passes because of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What is told when it never does.</param>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionAsync">Asked again and again.</param>
    /// <param name="what">What is told when it never does.</param>
    public static async Task UntilAsync(Func<Task<bool>> conditionAsync, [CallerArgumentExpression(nameof(conditionAsync))] string what = "")
    {
        long start = Stopwatch.GetTimestamp();
        while (!await conditionAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Not so within {Patience.TotalMinutes} minutes: {what}");
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }
}
