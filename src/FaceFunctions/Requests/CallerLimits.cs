using System.Threading.RateLimiting;
using FaceFunctions.Hosting;

namespace FaceFunctions.Requests;

/// <summary>One bucket of permits a caller, which fills evenly. Every instance of the app counts for itself. Safe for any number of threads.</summary>
internal sealed class CallerLimits : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<int>? _limiter;

    /// <summary>Begins with full buckets.</summary>
    public CallerLimits(RateLimitOptions options)
    {
        if (options.PermitsPerMinute == 0)
        {
            return;
        }

        // Many small portions rather than one a minute, after which everybody would come at once.
        int portion = Math.Max(1, options.PermitsPerMinute / 60);
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst > 0 ? options.Burst : options.PermitsPerMinute,
            TokensPerPeriod = portion,
            ReplenishmentPeriod = Minute * portion / options.PermitsPerMinute,
            QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<int, int>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => bucket));
    }

    /// <summary>Whether anything is counted at all.</summary>
    public bool IsOn => _limiter is not null;

    /// <summary>Takes one permit of a caller.</summary>
    /// <param name="caller">Number of the caller, as <see cref="Caller"/> gives it.</param>
    /// <returns>Null when there was one; else the whole seconds, from 1, until there is one again.</returns>
    public int? SecondsToWait(int caller)
    {
        using RateLimitLease? lease = _limiter?.AttemptAcquire(caller);
        return lease is null or { IsAcquired: true } ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter?.Dispose();
}
