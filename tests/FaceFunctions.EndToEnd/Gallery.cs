using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Client;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>What a user does: uploads with a storage client, asks over HTTP. Everything has a name of this test's own, so that a gallery of somebody else around it changes nothing.</summary>
internal sealed class Gallery : IAsyncDisposable
{
    // What one instance wrote, every other must answer so soon after; a promise of the product, not a measurement of this machine.
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private static readonly IdentifyOptions Everybody = new() { Top = 20 };

    private readonly BlobServiceClient _storage;
    private readonly HttpClient _http;

    public Gallery(string storage, Uri address, string? key)
    {
        _storage = new BlobServiceClient(storage);
        _http = new HttpClient { BaseAddress = address, Timeout = Wait.Patience };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }

        // A try is not repeated: what the product answers is what is tested.
        Api = new FaceClient(address, key is null ? FaceCredential.None : FaceCredential.FunctionKey(key), new FaceClientOptions { MaxTries = 1, TryTimeout = Wait.Patience });
    }

    /// <summary>Asks the product.</summary>
    public FaceClient Api { get; }

    /// <summary>Whether what this test uploaded and what came of it is deleted at the end: where others go on using the storage.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>What all names of this test begin with.</summary>
    public string Prefix { get; } = $"e2e-{Guid.NewGuid():n}-";

    /// <summary>Waits until the model is loaded and storage answers.</summary>
    public async Task<StatusAnswer> WaitUntilReadyAsync()
    {
        StatusAnswer? status = null;
        await WaitUntilAsync(
            async () =>
            {
                try
                {
                    status = await Api.GetStatusAsync(TestContext.Current.CancellationToken);
                    return status.Ready;
                }
                catch (FaceFunctionsException error) when (error.Failure != FaceFunctionsFailure.AccessRefused)
                {
                    return false; // The host starts.
                }
            },
            "the app is ready");
        return status!;
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
            Assert.Equal(PhotoStatus.Enrolled, (await WaitForStatusAsync(name, etag)).Status);
        }

        await SettleAsync();
    }

    /// <summary>Waits until the photo's present version has a status.</summary>
    public async Task<PhotoAnswer> WaitForStatusAsync(string name, string etag)
    {
        PhotoAnswer? photo = null;
        await WaitUntilAsync(
            async () =>
            {
                try
                {
                    photo = await Api.GetPhotoAsync(name, TestContext.Current.CancellationToken);
                    return photo.ETag == etag;
                }
                catch (FaceFunctionsException error) when (error.Failure == FaceFunctionsFailure.Problem || error.Status >= HttpStatusCode.InternalServerError)
                {
                    return false; // Not yet; or the app was killed, which some tests do.
                }
            },
            $"version {etag} of {name} has a status");
        return photo!;
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

    /// <summary>The one face of a photo in the storage.</summary>
    public async Task<IdentifiedFace> IdentifyAsync(string blob) =>
        Assert.Single((await Api.IdentifyAsync(blob, Everybody, TestContext.Current.CancellationToken)).Faces);

    /// <summary>The one face of a photo that is sent with the question.</summary>
    public async Task<IdentifiedFace> IdentifyAsync(byte[] photo) =>
        Assert.Single((await Api.IdentifyAsync(PhotoContent.FromBytes(photo), Everybody, TestContext.Current.CancellationToken)).Faces);

    /// <summary>This test's people among the candidates for a face, best first.</summary>
    public IReadOnlyList<Candidate> Candidates(IdentifiedFace face) => [.. face.Candidates.Where(candidate => candidate.Person.StartsWith(Prefix, StringComparison.Ordinal))];

    /// <summary>This test's people with the number of their photos.</summary>
    public async Task<IReadOnlyDictionary<string, int>> PeopleAsync() => await Api.ListPeopleAsync(cancellationToken: TestContext.Current.CancellationToken)
        .Where(person => person.Person.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionaryAsync(person => person.Person, person => person.Photos);

    /// <summary>This test's photos, or those of another.</summary>
    public async Task<IReadOnlyList<ListedPhoto>> PhotosAsync(string? prefix = null) =>
        await Api.ListPhotosAsync(prefix ?? Prefix, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Asks for an address as it stands: the pretty ones, which <see cref="Api"/> does not use.</summary>
    public async Task<HttpStatusCode> GetAsync(string url)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Deletes what an address names, likewise.</summary>
    public async Task<HttpStatusCode> DeleteAsync(string url)
    {
        using HttpResponseMessage response = await _http.DeleteAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
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

        Api.Dispose();
        _http.Dispose();
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

        foreach (ListedPhoto photo in await PhotosAsync())
        {
            await Api.DeletePhotoAsync(photo.Photo["gallery/".Length..]);
        }
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
}
