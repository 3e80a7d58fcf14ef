using System.Diagnostics;
using System.Text.Json;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Instances;

/// <summary>Several processes on one storage, and processes that die.</summary>
public class InstancesTests(InstancesTests.TwoApps gallery) : IClassFixture<InstancesTests.TwoApps>
{
    /// <summary>The product's promise: what one instance wrote, every other answers so soon after.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task What_one_enrolls_replaces_or_deletes_the_other_answers_within_two_seconds()
    {
        GalleryApp one = gallery.App;
        GalleryApp other = gallery.Other;

        // Both have the gallery loaded, so that only changes reach them.
        await WhoAsync(one, "img12.jpg");
        await WhoAsync(other, "img12.jpg");
        for (int round = 0; round < 2; round++)
        {
            await one.EnrollAsync("shared between/1.jpg", Pictures.File("img3.jpg"));
            await EventuallyAsync(other, "img12.jpg", "shared between");
            Assert.Equal("shared between", await WhoAsync(one, "img12.jpg"));

            await other.EnrollAsync("shared between/1.jpg", Pictures.File("img24.jpg"));
            await EventuallyAsync(one, "img25.jpg", "shared between");
            Assert.Null(await WhoAsync(one, "img12.jpg"));

            await one.EnrollAsync("shared between/2.jpg", Pictures.File("img8.jpg"));
            await EventuallyAsync(other, "img9.jpg", "shared between");
            (await other.DeleteAsync("/api/people/shared%20between")).Ok();
            await EventuallyAsync(one, "img25.jpg", null);
            Assert.Null(await WhoAsync(one, "img9.jpg"));
            Assert.Null(await WhoAsync(other, "img9.jpg"));
            (one, other) = (other, one);
        }
    }

    [Fact]
    public async Task Both_enrolling_the_same_photo_leave_it_once()
    {
        byte[][] versions = [Pictures.File("img20.jpg"), Pictures.File("img16.jpg")];
        var triggers = new List<Task<InvocationOutcome>>();
        for (int version = 0; version < 6; version++)
        {
            await gallery.App.UploadAsync("gallery", "contested/1.jpg", versions[version % 2]);
            triggers.Add(gallery.App.TriggerAsync("EnrollPhoto", "gallery", "contested/1.jpg"));
            triggers.Add(gallery.Other.TriggerAsync("EnrollPhoto", "gallery", "contested/1.jpg"));
        }

        Assert.All(await Task.WhenAll(triggers), outcome => outcome.Done());
        JsonElement listed = Assert.Single((await gallery.App.GetAsync("/api/photos?prefix=contested/")).Ok().GetProperty("photos").EnumerateArray());
        JsonElement photo = (await gallery.Other.PhotoAsync("contested/1.jpg")).Ok();
        Assert.Equal(listed.GetProperty("eTag").GetString(), photo.GetProperty("eTag").GetString());
        Assert.Equal("enrolled", listed.GetProperty("status").GetString());
        Assert.Equal(1, photo.GetProperty("faces").GetArrayLength());

        // img17 shows the person of img16, the version that came last.
        await EventuallyAsync(gallery.App, "img17.jpg", "contested");
        await EventuallyAsync(gallery.Other, "img17.jpg", "contested");
        Assert.Null(await WhoAsync(gallery.App, "img21.jpg"));
        (await gallery.App.DeleteAsync("/api/people/contested")).Ok();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(120)]
    public async Task A_process_killed_while_enrolling_leaves_nothing_that_the_next_does_not_heal(int killAfterMs)
    {
        string person = $"killed after {killAfterMs}";
        byte[] photo = Pictures.File("img22.jpg");
        await gallery.App.UploadAsync("gallery", person + "/1.jpg", photo);
        await using (GalleryApp dying = await GalleryApp.StartAsync(gallery.ConnectionString))
        {
            // Loaded and ready, so that the kill hits the enrolment.
            await dying.IdentifyAsync(Pictures.File("img25.jpg"));
            Task<InvocationOutcome>[] triggers = [.. Enumerable.Range(0, 3).Select(_ => dying.TriggerAsync("EnrollPhoto", "gallery", person + "/1.jpg"))];
            await Task.Delay(killAfterMs, TestContext.Current.CancellationToken);
            await dying.Host.KillAppAsync(TestContext.Current.CancellationToken);

            // Done, or lost with the process, as they were meant to be.
            Assert.All(await Task.WhenAll(triggers), outcome => Assert.True(outcome.Succeeded || outcome.Error!.Contains("went away", StringComparison.Ordinal), outcome.Error));
        }

        await using GalleryApp next = await GalleryApp.StartAsync(gallery.ConnectionString);
        (await next.TriggerAsync("EnrollPhoto", "gallery", person + "/1.jpg")).Done();
        JsonElement row = (await next.PhotoAsync(person + "/1.jpg")).Ok();
        Assert.Equal("enrolled", row.GetProperty("status").GetString());
        Assert.Equal(1, row.GetProperty("faces").GetArrayLength());
        Assert.Equal(person, await WhoAsync(next, "img23.jpg"));
        await EventuallyAsync(gallery.App, "img23.jpg", person);
        JsonElement people = (await next.GetAsync("/api/people?top=1000")).Ok().GetProperty("people");
        Assert.Equal(1, people.EnumerateArray().Single(entry => entry.GetProperty("person").GetString() == person).GetProperty("photos").GetInt32());
        (await next.DeleteAsync("/api/people/" + Uri.EscapeDataString(person))).Ok();
        await EventuallyAsync(gallery.App, "img23.jpg", null);
    }

    private static async Task EventuallyAsync(GalleryApp app, string file, string? person)
    {
        long start = Stopwatch.GetTimestamp();
        string? answered;
        do
        {
            // The time of the question counts, not of the answer: analysing a photo takes its own.
            TimeSpan asked = Stopwatch.GetElapsedTime(start);
            answered = await WhoAsync(app, file);
            if (asked > Promise)
            {
                break;
            }
        }
        while (answered != person);

        Assert.Equal(person, answered);
    }

    private static async Task<string?> WhoAsync(GalleryApp app, string file) =>
        (await app.IdentifyAsync(Pictures.File(file))).Ok().GetProperty("faces")[0].GetProperty("person").GetString();

    /// <summary>Two instances on one storage.</summary>
    public sealed class TwoApps : OwnGallery, IAsyncLifetime
    {
        private GalleryApp? _other;

        public GalleryApp Other => _other ?? App;

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            if (_other is { } other)
            {
                await other.DisposeAsync();
            }

            await DisposeAsync();
        }

        protected override async Task PrepareAsync(GalleryApp app) => _other = await GalleryApp.StartAsync(ConnectionString);
    }
}
