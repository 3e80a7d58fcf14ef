using FaceFunctions.Client;
using FaceFunctions.EndToEnd;

[assembly: AssemblyFixture(typeof(Product))]

namespace FaceFunctions.EndToEnd;

/// <summary>The product that most tests use together: behind a host that is there already, or behind one of our own. They come one after the other, since all ask about the same faces.</summary>
public sealed class Product : IAsyncLifetime
{
    /// <summary>The collection of the tests that use it.</summary>
    public const string Collection = nameof(Product);

    private OwnProduct? _own;
    private StatusAnswer? _status;

    /// <summary>Similarity from which its bundle calls two faces the same person's.</summary>
    public float MatchThreshold => _status!.Thresholds!.Match;

    /// <summary>Address of the host.</summary>
    public Uri Address => _own?.Host.BaseAddress ?? GivenHost.Url!;

    /// <summary>Connection string of the storage account.</summary>
    public string Storage => _own?.Storage ?? GivenHost.Storage;

    /// <summary>Key for the functions; null when none is asked for.</summary>
    public string? Key => _own is null ? GivenHost.Key : OwnProduct.Key;

    public async ValueTask InitializeAsync()
    {
        if (GivenHost.Url is null)
        {
            _own = await OwnProduct.StartAsync();
        }

        await using Gallery gallery = Open();
        _status = await gallery.WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is { } own)
        {
            await own.DisposeAsync();
        }
    }

    /// <summary>Photos that its bundle can tell apart.</summary>
    internal Album Album() => EndToEnd.Album.For(_status!);

    /// <summary>That a face is nobody's. Behind a host of somebody else there may be galleries of others, whom we cannot speak for.</summary>
    internal void AssertUnknown(IdentifiedFace face)
    {
        if (_own is not null)
        {
            Assert.Equal(Decision.Unknown, face.Decision);
            Assert.Null(face.Person);
        }
    }

    /// <summary>A user of it, whose photos go when disposed.</summary>
    internal Gallery Open() => new(Storage, Address, Key) { LeavesNothing = true };
}
