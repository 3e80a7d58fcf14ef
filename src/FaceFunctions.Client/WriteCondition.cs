namespace FaceFunctions.Client;

/// <summary>When a photo may be written.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(string? ifMatch, bool ifNew) => (IfMatch, IsIfNew) = (ifMatch, ifNew);

    /// <summary>Whatever is there; the default.</summary>
    public static WriteCondition Always => default;

    /// <summary>Only where there is no photo; else the call ends with the problem <c>photo-exists</c>.</summary>
    public static WriteCondition IfNew => new(null, ifNew: true);

    internal string? IfMatch { get; }

    internal bool IsIfNew { get; }

    /// <summary>Only in place of one version; else the call ends with the problem <c>photo-changed</c>.</summary>
    /// <param name="eTag">The version's ETag, as answers give it, with quotes.</param>
    /// <exception cref="ArgumentException">It has no quotes around it.</exception>
    public static WriteCondition IfVersion(string eTag)
    {
        ArgumentException.ThrowIfNullOrEmpty(eTag);
        return eTag.Length > 2 && eTag.StartsWith('"') && eTag.EndsWith('"') ? new(eTag, ifNew: false) : throw new ArgumentException("An ETag has quotes around it.", nameof(eTag));
    }
}
