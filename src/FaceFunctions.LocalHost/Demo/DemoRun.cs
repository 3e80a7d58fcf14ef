using System.Diagnostics;
using Azure.Storage.Blobs;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Hosting;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The steps of the demo.</summary>
internal sealed partial class DemoRun(FunctionsHost host, FaceClient app, string storage, DemoPlan plan, IAnsiConsole console, StepClock clock)
{
    private const int ParallelUploads = 4;

    private readonly BlobServiceClient _storage = new(storage);
    private readonly PhotoAlbum _album = new();

    /// <summary>Runs all steps.</summary>
    /// <param name="hasDetector">Whether group pictures can be asked about.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<DemoOutcome> RunAsync(bool hasDetector, CancellationToken cancellationToken)
    {
        var sections = new List<DemoSection>();
        (HashSet<string> enrolled, DemoRow[] lost) = await EnrollAsync(cancellationToken);
        LabelledPhoto[] known = [.. plan.Known.Where(photo => enrolled.Contains(photo.Person))];
        foreach (LabelledPhoto photo in plan.Known.Except(known))
        {
            console.WriteLine($"Of {photo.Person}, no photo could be enrolled, so nothing is asked about {photo.Person}.");
        }

        if (known.Length == 0)
        {
            throw new LocalHostException("No photo of a person with two or more could be enrolled.");
        }

        clock.End("enrolling");
        console.WriteLine($"Asking about {known.Length} photos of known people and {plan.Strangers.Count} of strangers ...");
        await UploadAsync(PhotoPath.Probes, [.. known, .. plan.Strangers], cancellationToken);
        Add("Photos without an answer", "What became of an uploaded photo must be known.", lost);
        Add("Known people", "A photo that is not in the gallery, of somebody who is.", await AskAboutAllAsync(known, photo => photo.Person, cancellationToken));
        Add("Strangers", "A photo of somebody of whom nothing is in the gallery: nobody may be named.", await AskAboutAllAsync(plan.Strangers, _ => null, cancellationToken));
        Add("A group", "Several people in one picture: each is found and named, and the stranger is not.", await AskAboutGroupAsync(known, hasDetector, cancellationToken));
        Add("A batch", "Photos uploaded to probes/ are answered in results/.", [await ReadBatchAnswerAsync(known[0], cancellationToken)]);
        Add("No picture", "A file that is no picture is refused with the reason, and nothing is lost.", [await AskAboutNoPictureAsync(cancellationToken)]);
        (StatusAnswer status, _) = await GetStatusAsync(cancellationToken);
        clock.End("asking");

        Add("Uploaded again", "A gallery photo uploaded once more is still there once, and the answer stays.", await ReplacePhotoAsync(known[0], cancellationToken));
        Add("Deleted", "A person who was deleted is a stranger.", [await DeletePersonAsync(known[^1], cancellationToken)]);
        clock.End("changing the gallery");
        return new DemoOutcome(status, sections, _album);

        void Add(string title, string about, IReadOnlyList<DemoRow> rows)
        {
            if (rows.Count > 0)
            {
                sections.Add(new DemoSection(title, about, rows));
            }
        }
    }

    private async Task<(HashSet<string> People, DemoRow[] Lost)> EnrollAsync(CancellationToken cancellationToken)
    {
        console.WriteLine($"Enrolling {plan.Gallery.Count} photos of {plan.Gallery.Select(photo => photo.Person).Distinct().Count()} people ...");
        var watch = Stopwatch.StartNew();
        await UploadAsync(PhotoPath.Gallery, plan.Gallery, cancellationToken);
        var enrolled = new HashSet<string>(StringComparer.Ordinal);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var lost = new List<DemoRow>();
        foreach (LabelledPhoto photo in plan.Gallery)
        {
            await host.WaitForBlobAsync(PhotoPath.Gallery, photo.BlobName, cancellationToken);
            Reply<PhotoAnswer> reply = await app.GetPhotoAsync(photo.BlobName, cancellationToken).OrRefusalAsync();
            string outcome = reply.Value is { } answer ? answer.Status.ToString() + (answer.Reason is { } reason ? $" ({reason})" : "") : reply.Describe();
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (reply.Value is { Faces.Count: > 0 })
            {
                enrolled.Add(photo.Person);
            }

            if (reply.Value is null)
            {
                string blob = $"{PhotoPath.Gallery}/{photo.BlobName}";
                lost.Add(new DemoRow(blob, "a status", outcome, "", Ok: false) { Photo = blob });
            }
        }

        console.WriteLine($"After {watch.Elapsed.TotalSeconds:0.0} s: {string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}.");
        return (enrolled, [.. lost]);
    }

    /// <summary>The status with the size of the gallery. An app that still reads it answers without, rather than keep the caller waiting.</summary>
    private async Task<(StatusAnswer Status, GallerySize Gallery)> GetStatusAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            StatusAnswer status = await app.GetStatusAsync(cancellationToken);
            if (status.Gallery is { } gallery)
            {
                return (status, gallery);
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<int> CountFacesAsync(CancellationToken cancellationToken) => (await GetStatusAsync(cancellationToken)).Gallery.Faces;

    private Task UploadAsync(string container, IReadOnlyList<LabelledPhoto> photos, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            photos,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelUploads, CancellationToken = cancellationToken },
            async (photo, token) => await UploadAsync(container, photo.BlobName, photo.Read, token));

    private async Task UploadAsync(string container, string name, Func<byte[]> read, CancellationToken cancellationToken)
    {
        _album.Add($"{container}/{name}", read);
        await _storage.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(BinaryData.FromBytes(read()), overwrite: true, cancellationToken);
    }
}
