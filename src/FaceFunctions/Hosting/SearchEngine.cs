namespace FaceFunctions.Hosting;

/// <summary>What searches the gallery.</summary>
internal enum SearchEngine
{
    /// <summary>Every instance, in its memory: exact, seconds fresh, as large as an instance's memory.</summary>
    Memory,

    /// <summary>Azure AI Search names candidates, which are scored from the tables: see docs/scale.md.</summary>
    AzureSearch,
}
