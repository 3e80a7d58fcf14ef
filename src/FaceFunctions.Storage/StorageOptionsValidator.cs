using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Storage;

/// <summary>Says what is wrong with <see cref="StorageOptions"/>, by the names of the settings. Never repeats a connection string: it holds a key.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Setting = StorageOptions.Setting;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        string[] faults = [.. ConnectionFaults(options), .. OtherFaults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> ConnectionFaults(StorageOptions options)
    {
        bool identityForm = (options.BlobServiceUri ?? options.TableServiceUri ?? options.Credential ?? options.ClientId) is not null;
        if (options.ConnectionString is { } connection)
        {
            if (identityForm)
            {
                yield return $"{Setting} is a connection string, but {Setting}__blobServiceUri, __tableServiceUri, __credential or __clientId is set as well: keep one form.";
            }
            else if (!IsConnectionString(connection))
            {
                yield return $"{Setting} is no connection string of a storage account with a Blob and a Table endpoint.";
            }

            yield break;
        }

        if (!identityForm)
        {
            yield return $"{Setting} is missing: set it to a connection string (locally UseDevelopmentStorage=true), or set {Setting}__blobServiceUri and {Setting}__tableServiceUri.";
            yield break;
        }

        foreach ((string part, string? address) in new[] { ("blobServiceUri", options.BlobServiceUri), ("tableServiceUri", options.TableServiceUri) })
        {
            if (address is null)
            {
                yield return $"{Setting}__{part} is missing: the gallery needs the Blob and the Table service.";
            }
            else if (!IsHttps(address))
            {
                yield return $"{Setting}__{part} is no https:// address.";
            }
        }

        // Left out where nobody watches the poison queue.
        if (options.QueueServiceUri is { } queues && !IsHttps(queues))
        {
            yield return $"{Setting}__queueServiceUri is no https:// address.";
        }

        if (options.Credential is { } credential && !IsManagedIdentity(credential))
        {
            yield return $"{Setting}__credential may only be {StorageOptions.ManagedIdentity}; leave it out to use the default chain of credentials.";
        }

        if (options.ClientId is not null && options.Credential is null)
        {
            yield return $"{Setting}__clientId names a managed identity: set {Setting}__credential to {StorageOptions.ManagedIdentity} as well.";
        }
    }

    private static IEnumerable<string> OtherFaults(StorageOptions options)
    {
        if (options.MaxRetries is < 0 or > 10)
        {
            yield return $"{nameof(options.MaxRetries)} must be from 0 to 10.";
        }

        if (options.FirstRetryDelay <= TimeSpan.Zero || options.NetworkTimeout <= TimeSpan.Zero)
        {
            yield return $"{nameof(options.FirstRetryDelay)} and {nameof(options.NetworkTimeout)} must be above zero.";
        }
    }

    internal static bool IsManagedIdentity(string? credential) => string.Equals(credential, StorageOptions.ManagedIdentity, StringComparison.OrdinalIgnoreCase);

    /// <summary>An identity's token is never sent over plain HTTP.</summary>
    private static bool IsHttps(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsConnectionString(string connection)
    {
        try
        {
            _ = new BlobServiceClient(connection);
            _ = new TableServiceClient(connection);
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
