namespace FaceFunctions.Cli.Bundles;

/// <summary>What <c>bundle fetch</c> did.</summary>
internal enum FetchOutcome
{
    /// <summary>The bundle was fetched and is in place.</summary>
    Fetched,

    /// <summary>It was there and right; nothing was done.</summary>
    AlreadyThere,

    /// <summary>Its files were there and right, and its <c>bundle.json</c> was changed here; it was left so.</summary>
    ManifestKept,
}
