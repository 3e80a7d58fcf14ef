namespace FaceFunctions.Client;

/// <summary>What is asked about a probe. What is null is left to the service.</summary>
public sealed record IdentifyOptions
{
    /// <summary>Candidates a face, from 1 to 100; the service's default is 5.</summary>
    public int? Top { get; init; }

    /// <summary>Cosine similarity from which it is a match, from -1 to 1, in place of the service's thresholds.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a candidate is.</summary>
    public SearchUnit By { get; init; }

    /// <summary>Search only the photos of this person.</summary>
    public string? Person { get; init; }

    /// <summary>Search only photos whose names in the gallery begin so, for instance <c>ruan/</c>.</summary>
    public string? Prefix { get; init; }
}

/// <summary>What a candidate is.</summary>
public enum SearchUnit
{
    /// <summary>A person, by the nearest photo; the default.</summary>
    Person,

    /// <summary>A photo: each that is like the probe.</summary>
    Photo,
}
