namespace FaceFunctions.LocalHost.Azurite;

/// <summary>How to start Azurite, the storage emulator.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Port of the Blob service, from 0 to 65535; 0, the default, takes any free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the Queue service, from 0 to 65535; 0, the default, takes any free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the Table service, from 0 to 65535; 0, the default, takes any free one.</summary>
    public int TablePort { get; init; }

    /// <summary>Folder that keeps the data, created when missing; null, the default, keeps everything in memory until the server stops.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Folder of the package.json and package-lock.json that pin Azurite, in whose node_modules it is installed; null, the default, is the root of the checkout.</summary>
    public string? ToolsFolder { get; init; }
}
