using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Calibration;

namespace FaceFunctions.Storage.Calibration;

/// <summary>Calibrations as blobs: <c>{bundle}.json</c> is in force, <c>{bundle}/{id}.json</c> are all that ever were.</summary>
/// <remarks>To go back to an earlier one, copy it over the one in force; to go back to the bundle's thresholds, delete that.</remarks>
internal sealed class CalibrationBlobs(BlobServiceClient service) : ICalibrationStore
{
    /// <summary>The container. <c>ff calibrate --write</c> creates it where it is missing; the app only reads.</summary>
    internal const string Container = "calibration";

    private const int MaxBytes = 64 * 1024;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Container);

    /// <inheritdoc/>
    /// <remarks>An identity that may not read is one of an app whose roles are older than this: it must not fail for that.</remarks>
    public async Task<StoredCalibration> ReadAsync(string bundleId, string? known, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        var options = new BlobDownloadOptions { Conditions = known is null ? null : new BlobRequestConditions { IfNoneMatch = new ETag(known) } };
        try
        {
            using BlobDownloadStreamingResult? answer = await StorageFaults.GuardAsync(
                async () =>
                {
                    Response<BlobDownloadStreamingResult> response = await _container.GetBlobClient(InForce(bundleId)).DownloadStreamingAsync(options, cancellationToken);
                    return response.GetRawResponse().Status == 304 ? null : response.Value;
                },
                cancellationToken);
            return answer is null ? new StoredCalibration.Same() : await ReadAsync(answer, bundleId, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 304)
        {
            return new StoredCalibration.Same();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return new StoredCalibration.Missing();
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            return new StoredCalibration.Unusable($"the app may not read the container {Container}.", null);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">The identity may not write.</exception>
    public async Task<bool> WriteAsync(ThresholdCalibration calibration, string? replaced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        BinaryData json = CalibrationDocument.Write(calibration);
        await StorageFaults.GuardAsync(() => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

        // Its own name first: what is in force is then always among those that are kept.
        var isNew = new BlobRequestConditions { IfNoneMatch = ETag.All };
        return await UploadAsync($"{calibration.BundleId}/{calibration.Id}.json", json, isNew, cancellationToken)
            && await UploadAsync(InForce(calibration.BundleId), json, replaced is null ? isNew : new BlobRequestConditions { IfMatch = new ETag(replaced) }, cancellationToken);
    }

    private static string InForce(string bundleId) => $"{bundleId}.json";

    private static async Task<StoredCalibration> ReadAsync(BlobDownloadStreamingResult answer, string bundleId, CancellationToken cancellationToken)
    {
        string etag = answer.Details.ETag.ToString("H");
        if (answer.Details.ContentLength > MaxBytes)
        {
            return new StoredCalibration.Unusable("it is no calibration: it is too long.", etag);
        }

        byte[] json = new byte[answer.Details.ContentLength];
        await StorageFaults.GuardAsync(
            async () =>
            {
                await answer.Content.ReadExactlyAsync(json, cancellationToken);
                return true;
            },
            cancellationToken);

        // As editors leave it, with a byte order mark.
        ReadOnlySpan<byte> text = json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? json.AsSpan(Encoding.UTF8.Preamble.Length) : json;
        (ThresholdCalibration? calibration, string reason) = CalibrationDocument.Read(text, bundleId);
        return calibration is null ? new StoredCalibration.Unusable(reason, etag) : new StoredCalibration.Found(calibration, etag);
    }

    private async Task<bool> UploadAsync(string name, BinaryData json, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        try
        {
            await StorageFaults.GuardAsync(() => _container.GetBlobClient(name).UploadAsync(json, options, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return false;
        }
    }
}
