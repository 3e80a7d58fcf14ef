using System.Globalization;

namespace FaceFunctions.Faults.Storage;

/// <summary>What goes wrong between one instance and storage. Which request meets which fault is up to the seed and to the order in which the instance's requests come.</summary>
/// <param name="Seed">Decides what happens to the requests.</param>
/// <param name="Rate">Share of all requests that meet a fault, from 0 to 1; each try of the SDK is a request of its own.</param>
/// <param name="DieAt">The request at which the instance dies, from 1; 0 for none.</param>
/// <param name="Moment">When at that request.</param>
internal sealed record FaultPlan(int Seed, double Rate, int DieAt = 0, DeathMoment Moment = DeathMoment.BeforeRequest)
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly FaultPlan None = new(Seed: 0, Rate: 0);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static FaultPlan Parse(string text)
    {
        string[] parts = text.Split(':');
        return new FaultPlan(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            Enum.Parse<DeathMoment>(parts[3]));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}:{Rate}:{DieAt}:{Moment}");
}

/// <summary>When an instance dies.</summary>
internal enum DeathMoment
{
    /// <summary>The request is not sent any more.</summary>
    BeforeRequest,

    /// <summary>The request is on its way, and perhaps done. Only a process can die so.</summary>
    DuringRequest,

    /// <summary>The answer is there, and nobody has read it.</summary>
    AfterAnswer,
}
