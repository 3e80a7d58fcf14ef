using System.Globalization;
using System.Net.Http.Headers;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Testing;

namespace FaceFunctions.Tests.Support;

/// <summary>The real app on one storage, spoken to as the Functions host and HTTP callers do. Remembers the names it was given, to look for them in the log.</summary>
public sealed class GalleryApp : IAsyncDisposable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly BlobServiceClient _blobs;

    private GalleryApp(AppProcess process, string connectionString)
    {
        Process = process;
        _blobs = new BlobServiceClient(connectionString, new BlobClientOptions { TrimBlobNameSlashes = false });
    }

    public AppProcess Process { get; }

    public Uri BlobService => _blobs.Uri;

    /// <summary>Starts the app with the shared models; skips the running test when they are not here.</summary>
    public static async Task<GalleryApp> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null) =>
        new(await AppProcess.StartAsync(connectionString, SharedBundle.Folder(), settings), connectionString);

    /// <summary>Writes a blob, creating its container.</summary>
    /// <returns>Its ETag.</returns>
    public async Task<string> UploadAsync(string container, string name, byte[] content, string? person = null)
    {
        _names.Add(name);
        BlobContainerClient client = _blobs.GetBlobContainerClient(container);
        await client.CreateIfNotExistsAsync();
        var options = new BlobUploadOptions();
        if (person is not null)
        {
            _names.Add(person);
            options.Metadata = new Dictionary<string, string> { ["person"] = Uri.EscapeDataString(person) };
        }

        BlobContentInfo info = await client.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options);
        return info.ETag.ToString("H");
    }

    /// <summary>Deletes a blob behind the app's back.</summary>
    public Task DeleteBlobAsync(string container, string name) => _blobs.GetBlobContainerClient(container).DeleteBlobAsync(name);

    /// <summary>The content of a blob; null when there is none.</summary>
    public async Task<byte[]?> ReadAsync(string container, string name)
    {
        BlobClient blob = _blobs.GetBlobContainerClient(container).GetBlobClient(name);
        return await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToArray() : null;
    }

    /// <summary>Tells the app, as the host does, that a blob was written.</summary>
    public async Task<Reply> TriggerAsync(string function, string container, string name, ReadOnlyMemory<byte>? inline = null)
    {
        _names.Add(name);
        using HttpRequestMessage request = HostPayload.Post(function, HostPayload.Blob(function, HostPayload.BlobUri(BlobService, container, name), name, inline));
        return await SendAsync(request);
    }

    /// <summary>Runs the timer trigger.</summary>
    public async Task ReconcileAsync() => (await TimerAsync()).Done();

    /// <summary>Tells the app, as the host does, that the timer is due.</summary>
    public async Task<Reply> TimerAsync()
    {
        using HttpRequestMessage request = HostPayload.Post("Reconcile", HostPayload.Timer);
        return await SendAsync(request);
    }

    /// <summary>Uploads a gallery photo and triggers its enrolment.</summary>
    public async Task EnrollAsync(string name, byte[] content, string? person = null)
    {
        await UploadAsync("gallery", name, content, person);
        (await TriggerAsync("EnrollPhoto", "gallery", name)).Done();
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Process.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Sends a request without a body to exactly this path.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string pathAndQuery)
    {
        // As written: Uri would otherwise resolve dots and decode letters.
        var uri = new Uri(Process.Address.AbsoluteUri.TrimEnd('/') + pathAndQuery, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri);
        return await SendAsync(request);
    }

    public Task<Reply> GetAsync(string pathAndQuery) => SendAsync(HttpMethod.Get, pathAndQuery);

    public Task<Reply> DeleteAsync(string pathAndQuery) => SendAsync(HttpMethod.Delete, pathAndQuery);

    /// <summary><c>GET /api/photos/{name}</c>, every letter of the name that needs it percent-encoded.</summary>
    public Task<Reply> PhotoAsync(string name) => GetAsync("/api/photos/" + Uri.EscapeDataString(name));

    /// <summary><c>GET /api/identify</c> of a photo in storage.</summary>
    public Task<Reply> IdentifyAsync(string photo, string more = "") => GetAsync($"/api/identify?blob={Uri.EscapeDataString(photo)}{more}");

    /// <summary><c>POST /api/identify</c>.</summary>
    public async Task<Reply> IdentifyAsync(byte[] photo, string query = "", bool chunked = false)
    {
        using var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/identify" + query, UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await SendAsync(request);
    }

    /// <summary>Number of named faces and of people that a search would search.</summary>
    public async Task<(int Faces, int People)> CountAsync()
    {
        var gallery = (await GetAsync("/api/status")).Ok().GetProperty("gallery");
        return (gallery.GetProperty("faces").GetInt32(), gallery.GetProperty("people").GetInt32());
    }

    /// <summary>Names of people and files lead to biometric data: none that was used may be in the log, in any spelling.</summary>
    public void AssertLogHoldsNoNames()
    {
        string log = Process.Output;
        Assert.NotEmpty(log);
        IEnumerable<string> parts = _names.Concat(_names.SelectMany(name => name.Split('/')));
        string[] spellings = [.. parts.SelectMany(name => new[] { name, Uri.EscapeDataString(name), name.ToLower(CultureInfo.InvariantCulture) }).Where(name => name.Length > 5).Distinct()];
        Assert.DoesNotContain(spellings, name => log.Contains(name, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            AssertLogHoldsNoNames();
        }
        finally
        {
            await Process.DisposeAsync();
        }
    }
}
