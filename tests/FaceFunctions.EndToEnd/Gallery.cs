using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>What a user does: uploads with a storage client, asks over HTTP. Everything has a name of this test's own, so that a gallery of somebody else around it changes nothing.</summary>
internal sealed class Gallery : IAsyncDisposable
{
    // What one instance wrote, every other must answer so soon after; a promise of the product, not a measurement of this machine.
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly BlobServiceClient _storage;
    private readonly HttpClient _client;

    public Gallery(string storage, Uri address, string? key)
    {
        _storage = new BlobServiceClient(storage);
        _client = new HttpClient { BaseAddress = address, Timeout = Wait.Patience };
        if (key is not null)
        {
            _client.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    /// <summary>Whether what this test uploaded and what came of it is deleted at the end: where others go on using the storage.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>What all names of this test begin with.</summary>
    public string Prefix { get; } = $"e2e-{Guid.NewGuid():n}-";

    /// <summary>Waits until the model is loaded and storage answers.</summary>
    /// <returns>The answer of <c>GET /api/status</c>.</returns>
    public async Task<JsonElement> WaitUntilReadyAsync()
    {
        JsonElement status = default;
        await WaitUntilAsync(
            async () =>
            {
                try
                {
                    (HttpStatusCode code, status) = await GetAsync("/api/status");
                    Assert.NotEqual(HttpStatusCode.Unauthorized, code);
                    return code == HttpStatusCode.OK && status.GetProperty("ready").GetBoolean();
                }
                catch (HttpRequestException)
                {
                    return false; // The host starts.
                }
            },
            "the app is ready");
        return status;
    }

    /// <summary>This test's name of a person.</summary>
    public string Person(string person) => Prefix + person;

    /// <summary>Name of a photo's blob in its person's folder.</summary>
    public string NameOf(AlbumPhoto photo) => $"{Person(photo.Person)}/{photo.File}";

    public BlobClient Blob(string container, string name) => _storage.GetBlobContainerClient(container).GetBlobClient(name);

    public async Task<string> UploadAsync(string container, string name, byte[] content)
    {
        BlobContentInfo info = await Blob(container, name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, TestContext.Current.CancellationToken);
        return info.ETag.ToString("H");
    }

    /// <summary>Uploads photos into their people's folders, and waits until each is enrolled and found by every search.</summary>
    public async Task EnrollAsync(Album album)
    {
        var uploaded = new Dictionary<string, string>();
        foreach (AlbumPhoto photo in album.Photos)
        {
            uploaded[NameOf(photo)] = await UploadAsync("gallery", NameOf(photo), photo.Content);
        }

        foreach ((string name, string etag) in uploaded)
        {
            JsonElement row = await WaitForStatusAsync(name, etag);
            Assert.Equal("enrolled", row.GetProperty("status").GetString());
        }

        await SettleAsync();
    }

    /// <summary>Waits until the photo's present version has a status.</summary>
    public async Task<JsonElement> WaitForStatusAsync(string name, string etag)
    {
        JsonElement row = default;
        await WaitUntilAsync(
            async () =>
            {
                (HttpStatusCode status, row) = await GetAsync(PhotoUrl(name));
                return status == HttpStatusCode.OK && row.GetProperty("eTag").GetString() == etag;
            },
            $"version {etag} of {name} has a status");
        return row;
    }

    /// <summary>Waits for the answer to a probe.</summary>
    public async Task<JsonElement> WaitForResultAsync(string name)
    {
        BlobClient result = Blob("results", name + ".json");
        await WaitUntilAsync(async () => await result.ExistsAsync(TestContext.Current.CancellationToken), $"{name} is answered");
        BinaryData content = (await result.DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content;
        return JsonElement.Parse(content);
    }

    /// <summary>Waits as long as a change may take to show in every search: a question that is asked afterwards must know it.</summary>
    public static Task SettleAsync() => Task.Delay(Promise, TestContext.Current.CancellationToken);

    /// <summary>The one face of an answer of 200.</summary>
    public async Task<JsonElement> IdentifyAsync(string blob)
    {
        (HttpStatusCode status, JsonElement answer) = await GetAsync($"/api/identify?blob={Uri.EscapeDataString(blob)}&top=20");
        Assert.Equal(HttpStatusCode.OK, status);
        return Assert.Single(answer.GetProperty("faces").EnumerateArray());
    }

    /// <summary>The one face of a photo that is sent with the question.</summary>
    public async Task<JsonElement> IdentifyAsync(byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/api/identify?top=20", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Assert.Single((await ReadAsync(response)).GetProperty("faces").EnumerateArray());
    }

    /// <summary>This test's people among the candidates for a face, best first.</summary>
    public IReadOnlyList<Candidate> Candidates(JsonElement face) =>
        [.. face.GetProperty("candidates").EnumerateArray()
            .Select(candidate => new Candidate(candidate.GetProperty("person").GetString()!, candidate.GetProperty("photo").GetString()!, candidate.GetProperty("similarity").GetSingle()))
            .Where(candidate => candidate.Person.StartsWith(Prefix, StringComparison.Ordinal))];

    /// <summary>This test's people with the number of their photos.</summary>
    public async Task<IReadOnlyDictionary<string, int>> PeopleAsync() => (await ListAsync("/api/people?top=1000", "people"))
        .Where(person => person.GetProperty("person").GetString()!.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(person => person.GetProperty("person").GetString()!, person => person.GetProperty("photos").GetInt32());

    /// <summary>This test's photos, or those of another.</summary>
    public Task<IReadOnlyList<JsonElement>> PhotosAsync(string? prefix = null) => ListAsync($"/api/photos?top=1000&prefix={prefix ?? Prefix}", "photos");

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string url)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<HttpStatusCode> DeleteAsync(string url)
    {
        using HttpResponseMessage response = await _client.DeleteAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public static string PhotoUrl(string name) => "/api/photos/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    public static string PersonUrl(string person) => "/api/people/" + Uri.EscapeDataString(person);

    public async ValueTask DisposeAsync()
    {
        if (LeavesNothing)
        {
            await DeleteEverythingAsync();
        }

        _client.Dispose();
    }

    private async Task DeleteEverythingAsync()
    {
        foreach (string container in new[] { "probes", "results" })
        {
            BlobContainerClient blobs = _storage.GetBlobContainerClient(container);
            await foreach (BlobItem blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix, CancellationToken.None))
            {
                await blobs.DeleteBlobIfExistsAsync(blob.Name);
            }
        }

        foreach (JsonElement photo in await PhotosAsync())
        {
            await DeleteAsync(PhotoUrl(photo.GetProperty("photo").GetString()!["gallery/".Length..]));
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string url, string rows)
    {
        var found = new List<JsonElement>();
        string? continuation = null;
        do
        {
            (HttpStatusCode status, JsonElement page) = await GetAsync(url + (continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}"));
            Assert.Equal(HttpStatusCode.OK, status);
            found.AddRange(page.GetProperty(rows).EnumerateArray());
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        return found;
    }

    // A poll costs the host something, so that it comes less often than the tests' own.
    private static Task WaitUntilAsync(Func<Task<bool>> conditionAsync, string what) => Wait.UntilAsync(
        async () =>
        {
            bool done = await conditionAsync();
            if (!done)
            {
                await Task.Delay(Poll, TestContext.Current.CancellationToken);
            }

            return done;
        },
        what);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json" ? JsonElement.Parse(text) : default;
    }
}

/// <summary>A person of the gallery with the photo that comes nearest to a face.</summary>
internal sealed record Candidate(string Person, string Photo, float Similarity);
