using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Blobs;

/// <summary>Writes photos into Azure Blob storage, as block blobs. Safe for any number of threads.</summary>
internal sealed class PhotoUploads(BlobServiceClient service, PhotoBlobs photos) : IPhotoUploads
{
    /// <inheritdoc/>
    /// <remarks>Creates the container when it is missing.</remarks>
    public async Task<PhotoUploadOutcome> WriteAsync(PhotoUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (photos.Address(upload.Path) is not { } blob)
        {
            return new PhotoUploadOutcome.ImpossibleName();
        }

        try
        {
            return await WriteAsync(blob, upload, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "ContainerNotFound")
        {
            await StorageFaults.GuardAsync(() => service.GetBlobContainerClient(upload.Path.Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);
            return await WriteAsync(blob, upload, cancellationToken);
        }
    }

    private static async Task<PhotoUploadOutcome> WriteAsync(BlobClient blob, PhotoUpload upload, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = upload.MediaType },
            Metadata = upload.Person is null ? null : PersonMetadata.Write(upload.Person),
            Conditions = new BlobRequestConditions { IfNoneMatch = upload.OnlyNew ? ETag.All : null, IfMatch = upload.Version is null ? null : new ETag(upload.Version) },

            // One request, whatever the length: in blocks, a condition would be looked at after all of them were sent.
            TransferOptions = new Azure.Storage.StorageTransferOptions { InitialTransferSize = Math.Max(1, upload.Content.Length) },
        };
        try
        {
            BlobContentInfo written = await StorageFaults.GuardAsync(async () => (await blob.UploadAsync(BinaryData.FromBytes(upload.Content), options, cancellationToken)).Value, cancellationToken);
            return new PhotoUploadOutcome.Written(written.ETag.ToString("H"));
        }
        catch (RequestFailedException refused) when (Read(refused.ErrorCode, upload) is not null)
        {
            return Read(refused.ErrorCode, upload)!;
        }
    }

    private static PhotoUploadOutcome? Read(string? code, PhotoUpload upload) => code switch
    {
        "BlobAlreadyExists" or "ConditionNotMet" when upload.OnlyNew => new PhotoUploadOutcome.AlreadyThere(),

        // The service takes an ETag that it never gives for a bad header.
        "BlobNotFound" or "ConditionNotMet" or "InvalidHeaderValue" when upload.Version is not null => new PhotoUploadOutcome.OtherVersion(),
        "InvalidUri" or "InvalidResourceName" or "OutOfRangeInput" => new PhotoUploadOutcome.ImpossibleName(),
        _ => null,
    };
}
