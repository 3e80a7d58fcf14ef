using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Vision;

/// <summary>Adds the time since the last stage to a stage.</summary>
internal struct StageClock(TimeProvider time)
{
    private long _since = time.GetTimestamp();

    /// <summary>The times so far.</summary>
    public AnalysisTimes Times { get; private set; }

    /// <summary>Decoding ends here.</summary>
    public void EndDecode() => Times = Times with { Decode = Times.Decode + Lap() };

    /// <summary>Finding faces ends here.</summary>
    public void EndDetect() => Times = Times with { Detect = Times.Detect + Lap() };

    /// <summary>Alignment, quality and embedding end here.</summary>
    public void EndEmbed() => Times = Times with { Embed = Times.Embed + Lap() };

    private TimeSpan Lap()
    {
        long since = _since;
        _since = time.GetTimestamp();
        return time.GetElapsedTime(since, _since);
    }
}
