using System.Security.Cryptography;
using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Photos arrive whole, with their length, at every try.</summary>
public sealed class PhotoContentTests : IAsyncLifetime
{
    private const string NoFaces = """{"faces":[]}""";

    private readonly string _file = Path.GetTempFileName();
    private StandIn _service = null!;
    private FaceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _client = _service.Client();
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_file);
        _client.Dispose();
        return _service.DisposeAsync();
    }

    public static TheoryData<string> Sources => ["bytes", "file", "stream", "passing stream"];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_photo_is_sent_whole_and_with_its_length_at_every_try(string source)
    {
        byte[] photo = RandomNumberGenerator.GetBytes(300_000);
        _service.ThenBreak().Then(503, "").Then(200, NoFaces);

        await _client.IdentifyAsync(Content(source, photo));

        Assert.Equal(3, _service.Requests.Count);
        Assert.All(_service.Requests, request =>
        {
            Assert.Equal(photo, request.Body);
            Assert.Equal(photo.Length, request.Length);
            Assert.Null(request.Header("Transfer-Encoding"));
        });
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task An_empty_photo_is_sent_as_such(string source)
    {
        _service.Then(415, StandIn.Problem("unreadable", 415));

        await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.FindFacesAsync(Content(source, [])));

        Assert.Equal(0, Assert.Single(_service.Requests).Length);
    }

    [Fact]
    public async Task A_big_photo_is_sent_as_it_is()
    {
        byte[] photo = RandomNumberGenerator.GetBytes(40_000_000);
        File.WriteAllBytes(_file, photo);
        _service.Then(200, NoFaces);

        await _client.IdentifyAsync(PhotoContent.FromFile(_file));

        Assert.Equal(SHA256.HashData(photo), SHA256.HashData(Assert.Single(_service.Requests).Body));
    }

    [Fact]
    public async Task A_stream_that_was_given_stays_open()
    {
        using var stream = new MemoryStream([1, 2, 3]);
        var content = PhotoContent.FromStream(stream);
        _service.Then(200, NoFaces);

        await _client.IdentifyAsync(content);
        await _client.IdentifyAsync(content);

        Assert.All(_service.Requests, request => Assert.Equal([1, 2, 3], request.Body));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_no_fault_of_the_service()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => _client.IdentifyAsync(PhotoContent.FromFile(_file + ".missing")));

        Assert.Empty(_service.Requests);
    }

    private PhotoContent Content(string source, byte[] photo)
    {
        switch (source)
        {
            case "bytes":
                return PhotoContent.FromBytes(photo);
            case "file":
                File.WriteAllBytes(_file, photo);
                return PhotoContent.FromFile(_file);
            case "stream":
                // What lies before its position is not meant.
                return PhotoContent.FromStream(new MemoryStream([9, 9, .. photo]) { Position = 2 });
            default:
                return PhotoContent.FromStream(new PassingStream(photo));
        }
    }

    /// <summary>A stream that can neither seek nor say its length.</summary>
    private sealed class PassingStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
