using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Hosting;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The steps of the demo.</summary>
internal sealed class DemoRun(FunctionsHost host, AppClient app, string storage, DemoPlan plan, IAnsiConsole console)
{
    private const int ParallelUploads = 4;

    // Twice what the app promises, so that a search which is only just late is not called wrong.
    private static readonly TimeSpan SearchDelay = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly BlobContainerClient _gallery = new(storage, PhotoPath.Gallery);
    private readonly BlobContainerClient _probes = new(storage, PhotoPath.Probes);
    private readonly BlobContainerClient _results = new(storage, PhotoPath.Results);
    private readonly List<DemoRow> _rows = [];

    /// <summary>Runs all steps.</summary>
    /// <param name="hasDetector">Whether group pictures can be asked about.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>One line a question.</returns>
    public async Task<IReadOnlyList<DemoRow>> RunAsync(bool hasDetector, CancellationToken cancellationToken)
    {
        HashSet<string> enrolled = await EnrollAsync(cancellationToken);
        LabelledPhoto[] known = [.. plan.Known.Where(photo => enrolled.Contains(photo.Person))];
        foreach (LabelledPhoto photo in plan.Known.Except(known))
        {
            console.WriteLine($"Of {photo.Person}, no photo could be enrolled, so nothing is asked about {photo.Person}.");
        }

        if (known.Length == 0)
        {
            throw new LocalHostException("No photo of a person with two or more could be enrolled.");
        }

        console.WriteLine($"Asking about {known.Length} photos of known people and {plan.Strangers.Count} of strangers ...");
        await AskAboutPeopleAsync(known, cancellationToken);
        await AskAboutGroupAsync(known, hasDetector, cancellationToken);
        await ReadBatchAnswerAsync(known[0], cancellationToken);
        await AskAboutNoPictureAsync(cancellationToken);
        await ReplacePhotoAsync(plan.Gallery.First(photo => photo.Person == known[0].Person), cancellationToken);
        await DeletePersonAsync(known[^1], cancellationToken);
        return _rows;
    }

    private static string ProbeName(LabelledPhoto photo) => $"{PhotoPath.Probes}/{photo.BlobName}";

    private async Task<HashSet<string>> EnrollAsync(CancellationToken cancellationToken)
    {
        console.WriteLine($"Enrolling {plan.Gallery.Count} photos of {plan.Gallery.Select(photo => photo.Person).Distinct().Count()} people ...");
        var watch = Stopwatch.StartNew();
        await UploadAsync(_gallery, plan.Gallery, cancellationToken);
        var enrolled = new HashSet<string>(StringComparer.Ordinal);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (LabelledPhoto photo in plan.Gallery)
        {
            await host.WaitForBlobAsync(PhotoPath.Gallery, photo.BlobName, cancellationToken);
            Reply<PhotoAnswer> reply = await app.GetPhotoAsync(photo.BlobName, cancellationToken);
            string outcome = reply.Value is { } answer ? answer.Status + (answer.Reason is { } reason ? $" ({reason})" : "") : reply.Describe();
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (reply.Value is { Faces.Count: > 0 })
            {
                enrolled.Add(photo.Person);
            }

            if (reply.Value is null)
            {
                _rows.Add(DemoRow.Plain($"{PhotoPath.Gallery}/{photo.BlobName}", "a status", outcome, ok: false));
            }
        }

        console.WriteLine($"After {watch.Elapsed.TotalSeconds:0.0} s: {string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}.");
        return enrolled;
    }

    private async Task AskAboutPeopleAsync(LabelledPhoto[] known, CancellationToken cancellationToken)
    {
        await UploadAsync(_probes, [.. known, .. plan.Strangers], cancellationToken);
        foreach (LabelledPhoto photo in known)
        {
            _rows.Add(await AskAboutOneAsync(ProbeName(photo), ProbeName(photo), photo.Person, cancellationToken));
        }

        foreach (LabelledPhoto photo in plan.Strangers)
        {
            _rows.Add(await AskAboutOneAsync(ProbeName(photo), ProbeName(photo), null, cancellationToken));
        }
    }

    private async Task<DemoRow> AskAboutOneAsync(string title, string blob, string? person, CancellationToken cancellationToken)
    {
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync(blob, cancellationToken);
        return reply.Value is { } answer
            ? DemoRow.OfOne(title, person, answer.Faces)
            : DemoRow.Plain(title, person ?? "nobody", reply.Describe(), ok: false);
    }

    private async Task AskAboutGroupAsync(LabelledPhoto[] known, bool hasDetector, CancellationToken cancellationToken)
    {
        if (!hasDetector || known.Length < 2)
        {
            console.WriteLine(hasDetector
                ? "No group picture: it takes two people with two or more photos each."
                : "No group picture: this bundle has no detector, so that the whole photo is the face.");
            return;
        }

        const string Name = "group.jpg";
        byte[] group = GroupPicture.Create([known[0].Path, plan.Strangers[0].Path, known[1].Path]);
        await _probes.UploadBlobAsync(Name, BinaryData.FromBytes(group), cancellationToken);
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync($"{PhotoPath.Probes}/{Name}", cancellationToken);
        string[] people = [known[0].Person, known[1].Person];
        _rows.Add(reply.Value is { } answer
            ? DemoRow.OfGroup($"{PhotoPath.Probes}/{Name}", people, 1, answer.Faces)
            : DemoRow.Plain($"{PhotoPath.Probes}/{Name}", string.Join(", ", people), reply.Describe(), ok: false));
    }

    private async Task ReadBatchAnswerAsync(LabelledPhoto photo, CancellationToken cancellationToken)
    {
        string name = $"{photo.BlobName}.json";
        await host.WaitForBlobAsync(PhotoPath.Probes, photo.BlobName, cancellationToken);
        BlobClient blob = _results.GetBlobClient(name);
        IdentifyAnswer? answer = await blob.ExistsAsync(cancellationToken)
            ? (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<IdentifyAnswer>(JsonSerializerOptions.Web)
            : null;
        _rows.Add(DemoRow.OfOne($"{PhotoPath.Results}/{name}", photo.Person, answer?.Faces ?? []));
    }

    private async Task AskAboutNoPictureAsync(CancellationToken cancellationToken)
    {
        const string Name = "no-picture.jpg";
        int before = await CountFacesAsync(cancellationToken);
        await _probes.UploadBlobAsync(Name, BinaryData.FromString("These are words and no picture."), cancellationToken);
        Reply<IdentifyAnswer> reply = await app.IdentifyAsync($"{PhotoPath.Probes}/{Name}", cancellationToken);
        int after = await CountFacesAsync(cancellationToken);
        bool ok = (int)reply.Status == StatusCodes.Status415UnsupportedMediaType && reply.Problem is not null && before == after;
        _rows.Add(DemoRow.Plain($"{PhotoPath.Probes}/{Name}", $"415, and still {before} faces", $"{reply.Describe()}, {after} faces", ok));
    }

    private async Task ReplacePhotoAsync(LabelledPhoto photo, CancellationToken cancellationToken)
    {
        int before = await CountFacesAsync(cancellationToken);
        await UploadAsync(_gallery, [photo], cancellationToken);
        await host.WaitForBlobAsync(PhotoPath.Gallery, photo.BlobName, cancellationToken);
        await Task.Delay(SearchDelay, TimeProvider.System, cancellationToken);
        int after = await CountFacesAsync(cancellationToken);
        _rows.Add(DemoRow.Plain($"{PhotoPath.Gallery}/{photo.BlobName} uploaded again", $"still {before} faces", $"{after} faces", before == after));
    }

    private async Task DeletePersonAsync(LabelledPhoto probe, CancellationToken cancellationToken)
    {
        console.WriteLine($"Deleting {probe.Person} ...");
        Reply<object> deleted = await app.DeletePersonAsync(probe.Person, cancellationToken);
        if (deleted.Value is null)
        {
            _rows.Add(DemoRow.Plain($"{probe.Person} deleted", "200", deleted.Describe(), ok: false));
            return;
        }

        var watch = Stopwatch.StartNew();
        DemoRow row;
        do
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            row = await AskAboutOneAsync($"{ProbeName(probe)} after the deletion", ProbeName(probe), null, cancellationToken);
        }
        while (!row.Ok && watch.Elapsed < SearchDelay);
        _rows.Add(row);
    }

    private async Task<int> CountFacesAsync(CancellationToken cancellationToken) =>
        (await app.GetStatusAsync(cancellationToken)).Value?.Gallery?.Faces ?? throw new LocalHostException("GET /api/status does not tell the size of the gallery.");

    private static Task UploadAsync(BlobContainerClient container, IReadOnlyList<LabelledPhoto> photos, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            photos,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelUploads, CancellationToken = cancellationToken },
            async (photo, token) => await container.GetBlobClient(photo.BlobName).UploadAsync(photo.Path, overwrite: true, token));
}
