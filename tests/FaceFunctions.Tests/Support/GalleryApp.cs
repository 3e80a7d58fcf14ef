using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Testing;

namespace FaceFunctions.Tests.Support;

/// <summary>The real app on one storage, behind the local host, whose triggers are called by hand. Remembers the names it was given, to look for them in the log.</summary>
/// <remarks>The host keeps a storage of its own: so the app can be told of a blob that is gone from the gallery, or of any while the gallery is away.</remarks>
public sealed class GalleryApp : IAsyncDisposable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly BlobServiceClient _blobs;
    private readonly BlobServiceClient _hostBlobs;
    private int _disposed;

    private GalleryApp(FunctionsHost host, string connectionString, string hostConnectionString)
    {
        var options = new BlobClientOptions { TrimBlobNameSlashes = false };
        Host = host;
        Client = new HttpClient { BaseAddress = host.BaseAddress, Timeout = Wait.Patience };
        _blobs = new BlobServiceClient(connectionString, options);
        _hostBlobs = new BlobServiceClient(hostConnectionString, options);
    }

    public FunctionsHost Host { get; }

    /// <summary>Speaks to the app through the host.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts the app with the shared models; skips the running test when they are not here.</summary>
    public static Task<GalleryApp> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null, ProxyManner proxy = ProxyManner.Host) =>
        StartAsync(connectionString, SharedBundle.Folder(), settings, proxy);

    /// <summary>Starts the app with a bundle.</summary>
    public static async Task<GalleryApp> StartAsync(string connectionString, string bundle, IReadOnlyDictionary<string, string>? settings = null, ProxyManner proxy = ProxyManner.Host)
    {
        string hostConnectionString = TestAzurite.Running.ConnectionString;
        var options = new FunctionsHostOptions
        {
            StorageConnection = hostConnectionString,
            AppFolder = AppProcess.AppFolder,
            BundleFolder = bundle,
            Port = 0,
            PlayTriggers = false,
            Proxy = proxy,
            AppStartTimeout = Wait.Patience,
            AppWaitTimeout = Wait.Patience,
            Settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["GalleryConnection"] = connectionString },
        };
        return new GalleryApp(await FunctionsHost.StartAsync(options, CancellationToken.None), connectionString, hostConnectionString);
    }

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

    /// <summary>Lets the host tell the app that a blob was written.</summary>
    public async Task<InvocationOutcome> TriggerAsync(string function, string container, string name)
    {
        _names.Add(name);
        BlobContainerClient client = _hostBlobs.GetBlobContainerClient(container);
        await client.CreateIfNotExistsAsync();
        await client.GetBlobClient(name).UploadAsync(BinaryData.Empty, overwrite: true);
        return await Host.InvokeBlobAsync(function, container, name, CancellationToken.None);
    }

    /// <summary>Runs the timer trigger.</summary>
    public async Task ReconcileAsync() => (await TimerAsync()).Done();

    /// <summary>Lets the host tell the app that the timer is due.</summary>
    public Task<InvocationOutcome> TimerAsync() => Host.InvokeTimerAsync("Reconcile", CancellationToken.None);

    /// <summary>Uploads a gallery photo and triggers its enrolment.</summary>
    public async Task EnrollAsync(string name, byte[] content, string? person = null)
    {
        await UploadAsync("gallery", name, content, person);
        (await TriggerAsync("EnrollPhoto", "gallery", name)).Done();
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Sends a request without a body to exactly this path.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string pathAndQuery)
    {
        // As written: Uri would otherwise resolve dots and decode letters.
        var uri = new Uri(Client.BaseAddress!.AbsoluteUri.TrimEnd('/') + pathAndQuery, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri);
        return await SendAsync(request);
    }

    public Task<Reply> GetAsync(string pathAndQuery) => SendAsync(HttpMethod.Get, pathAndQuery);

    public Task<Reply> DeleteAsync(string pathAndQuery) => SendAsync(HttpMethod.Delete, pathAndQuery);

    /// <summary><c>GET /api/photo?path=</c>, which says every name.</summary>
    public Task<Reply> PhotoAsync(string name) => GetAsync("/api/photo?path=" + Uri.EscapeDataString(name));

    /// <summary><c>DELETE /api/photo?path=</c>.</summary>
    public Task<Reply> DeletePhotoAsync(string name) => DeleteAsync("/api/photo?path=" + Uri.EscapeDataString(name));

    /// <summary><c>DELETE /api/person?name=</c>.</summary>
    public Task<Reply> DeletePersonAsync(string name) => DeleteAsync("/api/person?name=" + Uri.EscapeDataString(name));

    /// <summary><c>POST /api/person/rename?name=&amp;to=</c>.</summary>
    public Task<Reply> RenamePersonAsync(string name, string to, string more = "")
    {
        _names.UnionWith([name, to]);
        return SendAsync(HttpMethod.Post, $"/api/person/rename?name={Uri.EscapeDataString(name)}&to={Uri.EscapeDataString(to)}{more}");
    }

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

    /// <summary>The status once model and gallery are loaded: an app that still reads them answers so, rather than keep the caller waiting.</summary>
    public async Task<JsonElement> ReadyAsync()
    {
        JsonElement status = default;
        await Wait.UntilAsync(async () => (status = (await GetAsync("/api/status")).Ok()).GetProperty("ready").GetBoolean(), "the app is ready");
        return status;
    }

    /// <summary>Number of named faces and of people that a search would search.</summary>
    public async Task<(int Faces, int People)> CountAsync()
    {
        JsonElement gallery = (await ReadyAsync()).GetProperty("gallery");
        return (gallery.GetProperty("faces").GetInt32(), gallery.GetProperty("people").GetInt32());
    }

    /// <summary>Names of people and files lead to biometric data: none that was used may be in the log, in any spelling.</summary>
    public void AssertLogHoldsNoNames()
    {
        string log = Host.AppOutput;
        Assert.NotEmpty(log);
        IEnumerable<string> parts = _names.Concat(_names.SelectMany(name => name.Split('/')));
        string[] spellings = [.. parts.SelectMany(name => new[] { name, Uri.EscapeDataString(name), name.ToLower(CultureInfo.InvariantCulture) }).Where(name => name.Length > 5).Distinct()];
        Assert.DoesNotContain(spellings, name => log.Contains(name, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            AssertLogHoldsNoNames();
        }
        finally
        {
            Client.Dispose();
            await Host.DisposeAsync();
        }
    }
}
