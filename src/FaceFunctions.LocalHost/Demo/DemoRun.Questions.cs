using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <content>The questions, each with its right answer.</content>
internal sealed partial class DemoRun
{
    // Twice what the app promises, so that a search which is only just late is not called wrong.
    private static readonly TimeSpan SearchDelay = TimeSpan.FromSeconds(4);

    private static readonly IdentifyOptions Question = new() { Top = 3 };

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private static string ProbeName(LabelledPhoto photo) => $"{PhotoPath.Probes}/{photo.BlobName}";

    private async Task<DemoRow[]> AskAboutAllAsync(IReadOnlyList<LabelledPhoto> photos, Func<LabelledPhoto, string?> person, CancellationToken cancellationToken)
    {
        var rows = new DemoRow[photos.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = await AskAboutOneAsync(photos[i], "", person(photos[i]), cancellationToken);
        }

        return rows;
    }

    private async Task<DemoRow> AskAboutOneAsync(LabelledPhoto photo, string circumstance, string? person, CancellationToken cancellationToken)
    {
        string blob = ProbeName(photo);
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync(blob, Question, cancellationToken).OrRefusalAsync();
        DemoRow row = reply.Value is { } answer
            ? DemoRow.OfOne(blob + circumstance, person, answer.Faces)
            : new DemoRow(blob + circumstance, person ?? "nobody", reply.Describe(), "", Ok: false);
        return row with { Photo = blob };
    }

    private async Task<DemoRow[]> AskAboutGroupAsync(LabelledPhoto[] known, bool hasDetector, CancellationToken cancellationToken)
    {
        if (!hasDetector || known.Length < 2)
        {
            console.WriteLine(hasDetector
                ? "No group picture: it takes two people with two or more photos each."
                : "No group picture: this bundle has no detector, so that the whole photo is the face.");
            return [];
        }

        const string Name = "group.jpg";
        const string Blob = $"{PhotoPath.Probes}/{Name}";
        byte[] group = plan.MakeGroup([known[0], plan.Strangers[0], known[1]]);
        await UploadAsync(PhotoPath.Probes, Name, () => group, cancellationToken);
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync(Blob, Question, cancellationToken).OrRefusalAsync();
        string[] people = [known[0].Person, known[1].Person];
        DemoRow row = reply.Value is { } answer
            ? DemoRow.OfGroup(Blob, people, 1, answer.Faces)
            : new DemoRow(Blob, string.Join(", ", people), reply.Describe(), "", Ok: false);
        return [row with { Photo = Blob }];
    }

    private async Task<DemoRow> ReadBatchAnswerAsync(LabelledPhoto photo, CancellationToken cancellationToken)
    {
        string name = $"{photo.BlobName}.json";
        await host.WaitForBlobAsync(PhotoPath.Probes, photo.BlobName, cancellationToken);
        BlobClient blob = _storage.GetBlobContainerClient(PhotoPath.Results).GetBlobClient(name);
        IdentifyAnswer? answer = await blob.ExistsAsync(cancellationToken)
            ? (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<IdentifyAnswer>(JsonSerializerOptions.Web)
            : null;
        return DemoRow.OfOne($"{PhotoPath.Results}/{name}", photo.Person, answer?.Faces ?? []) with { Photo = ProbeName(photo) };
    }

    private async Task<DemoRow> AskAboutNoPictureAsync(CancellationToken cancellationToken)
    {
        const string Name = "no-picture.jpg";
        const string Blob = $"{PhotoPath.Probes}/{Name}";
        int before = await CountFacesAsync(cancellationToken);
        await UploadAsync(PhotoPath.Probes, Name, () => "These are words and no picture."u8.ToArray(), cancellationToken);
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync(Blob, Question, cancellationToken).OrRefusalAsync();
        int after = await CountFacesAsync(cancellationToken);
        bool ok = reply.Error is { Kind: "unreadable", Status: HttpStatusCode.UnsupportedMediaType } && before == after;
        return new DemoRow(Blob, $"415, and still {before} faces", $"{after} faces; {(reply.Value is null ? reply.Describe() : "an answer")}", "", ok) { Photo = Blob };
    }

    private async Task<DemoRow[]> ReplacePhotoAsync(LabelledPhoto probe, CancellationToken cancellationToken)
    {
        LabelledPhoto photo = plan.Gallery.First(photo => photo.Person == probe.Person);
        string blob = $"{PhotoPath.Gallery}/{photo.BlobName}";
        console.WriteLine($"Uploading {blob} again ...");
        int before = await CountFacesAsync(cancellationToken);
        string? version = await VersionAsync();
        await UploadAsync(PhotoPath.Gallery, [photo], cancellationToken);
        await host.WaitForBlobAsync(PhotoPath.Gallery, photo.BlobName, cancellationToken);
        await Task.Delay(SearchDelay, TimeProvider.System, cancellationToken);
        int after = await CountFacesAsync(cancellationToken);
        bool isNew = await VersionAsync() is { } newest && newest != version;
        return
        [
            new DemoRow($"{blob} uploaded again", $"the new version, still {before} faces", $"the {(isNew ? "new" : "old")} version, {after} faces", "", isNew && before == after) { Photo = blob },
            await AskAboutOneAsync(probe, " after the new upload", probe.Person, cancellationToken),
        ];

        async Task<string?> VersionAsync() => (await app.GetPhotoAsync(photo.BlobName, cancellationToken).OrRefusalAsync()).Value?.ETag;
    }

    private async Task<DemoRow> DeletePersonAsync(LabelledPhoto probe, CancellationToken cancellationToken)
    {
        console.WriteLine($"Deleting {probe.Person} ...");
        Reply<DeletedAnswer> deleted = await app.DeletePersonAsync(probe.Person, cancellationToken).OrRefusalAsync();
        if (deleted.Value is null)
        {
            return new DemoRow($"{probe.Person} deleted", "200", deleted.Describe(), "", Ok: false);
        }

        var watch = Stopwatch.StartNew();
        DemoRow row;
        TimeSpan asked;
        do
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);

            // The time of the question counts, not of the answer, which takes as long as the machine needs.
            asked = watch.Elapsed;
            row = await AskAboutOneAsync(probe, " after the deletion", null, cancellationToken);
        }
        while (!row.Ok && asked < SearchDelay);
        return row;
    }
}
