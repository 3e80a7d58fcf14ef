using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Triggers;

/// <summary>What the blob triggers have in common.</summary>
/// <remarks>They bind to a client, so that the host never reads a photo; what the client names is read by the app's own storage, in the version that is there then.</remarks>
public sealed class BlobTriggers(PhotoPathOfUri photoUri, ILogger<BlobTriggers> logger)
{
    /// <summary>The app setting, or section of settings, that names the storage account.</summary>
    public const string Connection = StorageOptions.Setting;

    /// <summary>How the host learns of blobs; chosen when the app is published, by <c>-p:BlobTriggerSource=EventGrid</c>.</summary>
#if EVENT_GRID
    public const BlobTriggerSource Source = BlobTriggerSource.EventGrid;
#else
    public const BlobTriggerSource Source = BlobTriggerSource.LogsAndContainerScan;
#endif

    /// <summary>The photo that a trigger is about.</summary>
    /// <param name="photo">The client that the trigger was bound to.</param>
    /// <param name="name">The blob's name as the trigger's path gave it: the client's own has lost slashes at its ends.</param>
    /// <param name="container">The container that the trigger listens to.</param>
    /// <exception cref="InvocationFailedException">The blob lies in another container or account.</exception>
    public PhotoPath PathOf(BlobClient photo, string name, string container)
    {
        if (photoUri.TryParseOwn(photo.Uri, out PhotoPath path) && path.Container == container && name.Length is > 0 and <= PhotoPath.MaxNameLength)
        {
            return new PhotoPath(container, name);
        }

        Log.ForeignBlob(logger, container);
        throw new InvocationFailedException("The blob is not of this trigger's container.");
    }
}
