namespace FaceFunctions.Faults.Campaign;

/// <summary>How much of what a campaign is.</summary>
/// <param name="Seed">Decides what happens; with processes and threads, not in which order.</param>
/// <param name="Processes">Whether instances are processes, which are killed, or tasks, which are cut off from storage.</param>
/// <param name="Deaths">So many instances die at least.</param>
/// <param name="Jobs">So many jobs are done at least.</param>
/// <param name="FaultRate">Share of requests that meet a fault.</param>
internal sealed record CampaignOptions(int Seed, bool Processes, int Deaths, int Jobs, double FaultRate)
{
    /// <summary>Instances that work at once.</summary>
    public int Instances { get; init; } = 4;

    /// <summary>The last request at which an instance dies.</summary>
    public int LongestLife { get; init; } = 48;
}
