using System.Net;
using FaceFunctions.Client;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>Programs die and come back, and there are several of them. Each test has a whole product of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task An_app_killed_in_the_middle_comes_back_and_leaves_every_photo_once()
    {
        GivenHost.Skip("the app is killed.");
        await using OwnProduct product = await OwnProduct.StartAsync();
        await using Gallery gallery = await product.OpenAsync();
        var album = Album.For(await gallery.WaitUntilReadyAsync());
        Task enrolling = gallery.EnrollAsync(album);
        await Wait.UntilAsync(async () => await CountFacesAsync(gallery) >= 3);

        await product.Host.KillAppAsync(CancellationToken.None);
        await enrolling;

        Assert.Equal(album.Photos.Count, await CountFacesAsync(gallery));
    }

    [Fact]
    public async Task A_restarted_host_enrolls_nothing_again()
    {
        GivenHost.Skip("the host is restarted.");
        await using OwnProduct product = await OwnProduct.StartAsync();
        await using Gallery gallery = await product.OpenAsync();
        var album = Album.For(await gallery.WaitUntilReadyAsync());
        await gallery.EnrollAsync(album.Small);
        Dictionary<string, DateTimeOffset?> before = await RecordedAtAsync(gallery);

        await product.RestartHostAsync();
        await using Gallery after = await product.OpenAsync();
        string etag = await after.UploadAsync("gallery", "new/1.jpg", album.Stranger.Content);
        await after.WaitForStatusAsync("new/1.jpg", etag);

        Assert.Equal(before, await RecordedAtAsync(after, gallery.Prefix));
    }

    [Fact]
    public async Task Two_instances_answer_alike_within_two_seconds_of_a_change()
    {
        GivenHost.Skip("another instance is started on its storage.");
        await using OwnProduct product = await OwnProduct.StartAsync();
        await using FunctionsHost second = await product.StartInstanceAsync();
        await using Gallery gallery = await product.OpenAsync();
        await using Gallery other = await product.OpenAsync(second);
        Album album = Album.For(await other.WaitUntilReadyAsync()).Small;
        Assert.Equal(0, await CountFacesAsync(other));

        await gallery.EnrollAsync(album);
        Assert.Equal(album.Photos.Count, await CountFacesAsync(other));

        await other.Api.DeletePersonAsync(gallery.Person(album.Photos[0].Person), TestContext.Current.CancellationToken);
        await Gallery.SettleAsync();
        Assert.Equal(album.Photos.Count - 2, await CountFacesAsync(gallery));
    }

    /// <summary>The size of the gallery; an instance that does not know it yet is asked again.</summary>
    private static async Task<int> CountFacesAsync(Gallery gallery)
    {
        GallerySize? size = null;
        await Wait.UntilAsync(async () =>
        {
            try
            {
                size = (await gallery.Api.GetStatusAsync(TestContext.Current.CancellationToken)).Gallery;
            }
            catch (FaceFunctionsException error) when (error.Status >= HttpStatusCode.InternalServerError)
            {
                // The app is being started again.
            }

            return size is not null;
        });
        return size!.Faces;
    }

    private static async Task<Dictionary<string, DateTimeOffset?>> RecordedAtAsync(Gallery gallery, string? prefix = null) =>
        (await gallery.PhotosAsync(prefix)).ToDictionary(photo => photo.Photo, photo => photo.RecordedAt);
}
