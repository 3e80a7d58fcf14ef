using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace FaceFunctions.EndToEnd;

/// <summary>What a user does: uploads with a storage client, asks over HTTP.</summary>
internal sealed class Gallery(string connectionString, Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly BlobServiceClient _storage = new(connectionString);

    public HttpClient Client { get; } = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose() => Client.Dispose();

    public BlobClient Blob(string container, string name) => _storage.GetBlobContainerClient(container).GetBlobClient(name);

    public async Task<string> UploadAsync(string container, string name, string file)
    {
        BlobContentInfo info = await Blob(container, name).UploadAsync(file, overwrite: true);
        return info.ETag.ToString("H");
    }

    /// <summary>Waits until the photo's present version has a status.</summary>
    public async Task<JsonElement> WaitForStatusAsync(string name, string etag)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            (HttpStatusCode status, JsonElement body) = await GetAsync(PhotoUrl(name));
            if (status == HttpStatusCode.OK && body.GetProperty("eTag").GetString() == etag)
            {
                return body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        }
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string url)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(url, UriKind.Relative));
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> DeleteAsync(string url)
    {
        using HttpResponseMessage response = await Client.DeleteAsync(new Uri(url, UriKind.Relative));
        return (response.StatusCode, await ReadAsync(response));
    }

    public static string PhotoUrl(string name) => "/api/photos/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    public static string IdentifyUrl(string blob, int top = 5) => $"/api/identify?blob={Uri.EscapeDataString(blob)}&top={top}";

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
