using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Testing;

namespace FaceFunctions.Tests.Support;

/// <summary>An app with a storage of its own, empty at first, for all the tests of a class.</summary>
public class OwnGallery : IAsyncLifetime
{
    private AzuriteServer? _azurite;
    private GalleryApp? _app;

    /// <summary>The app; skips the running test when the shared models are not here.</summary>
    public GalleryApp App
    {
        get
        {
            SharedFiles.Path("models");
            return _app ?? throw new InvalidOperationException("The app was not started.");
        }
    }

    /// <summary>Its storage; skips the running test when the shared models are not here.</summary>
    public string ConnectionString
    {
        get
        {
            SharedFiles.Path("models");
            return _azurite?.ConnectionString ?? throw new InvalidOperationException("Azurite was not started.");
        }
    }

    /// <summary>Settings of the app beside storage and bundle.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        if (SharedFiles.Present)
        {
            _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
            _app = await GalleryApp.StartAsync(ConnectionString, Settings);

            // Answered once model and storage are ready.
            (await _app.GetAsync("/api/people")).Ok();
            await PrepareAsync(_app);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (_app is { } app)
            {
                await app.DisposeAsync();
            }
        }
        finally
        {
            if (_azurite is { } azurite)
            {
                await azurite.DisposeAsync();
            }
        }
    }

    /// <summary>Fills the gallery before the first test.</summary>
    protected virtual Task PrepareAsync(GalleryApp app) => Task.CompletedTask;
}
