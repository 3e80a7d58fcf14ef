using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Portraits;

namespace FaceFunctions.Faults.Questions;

/// <summary>Many identify calls at once to the real app, as a process, while photos of half of the people come, are replaced and go.</summary>
/// <param name="seed">Decides who changes when.</param>
/// <param name="calls">Calls at once.</param>
/// <param name="rounds">How often.</param>
internal sealed class QuestionsRun(int seed, int calls, int rounds)
{
    private const int PeopleCount = 16;

    /// <summary>How old the gallery of an answer may be: README, "within two seconds".</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private readonly EnrolledTimes _times = new();
    private readonly ConcurrentBag<string> _faults = [];
    private readonly ConcurrentDictionary<(int Probe, string Photo), float> _similarities = new();
    private readonly byte[][] _photos = [.. Enumerable.Range(0, PeopleCount).AsParallel().AsOrdered().Select(person => new PortraitSet((ulong)seed).Draw(person, 0).File)];
    private readonly byte[][] _probes = [.. Enumerable.Range(0, PeopleCount).AsParallel().AsOrdered().Select(person => new PortraitSet((ulong)seed).Draw(person, 1).File)];
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _candidates;

    private TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>Starts the app on a storage, asks, and checks every answer.</summary>
    /// <param name="connection">Storage, empty.</param>
    /// <param name="bundle">Folder of the model bundle.</param>
    /// <param name="output">Told what was done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(string connection, string bundle, TextWriter output, CancellationToken cancellationToken)
    {
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            new FunctionsHostOptions
            {
                StorageConnection = connection,
                BundleFolder = bundle,
                Port = 0,
                PlayTriggers = false,
                AppStartTimeout = TimeSpan.FromMinutes(30),
                AppWaitTimeout = TimeSpan.FromMinutes(30),
                Settings = new Dictionary<string, string> { ["GalleryConnection"] = connection, ["FaceFunctions__Quality__Enabled"] = "false" },
            },
            cancellationToken);
        using var client = new HttpClient { BaseAddress = host.BaseAddress, Timeout = TimeSpan.FromMinutes(30) };
        var blobs = new BlobContainerClient(connection, "gallery");
        for (int person = 0; person < PeopleCount; person++)
        {
            await EnrollAsync(host, blobs, person, isNew: true, cancellationToken);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<int> changing = ChangeAsync(host, blobs, client, stop.Token);
        int asked = 0;
        for (int round = 0; round < rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, calls).Select(call => AskAsync(client, (call + round) % PeopleCount, cancellationToken)));
            asked += calls;
        }

        await stop.CancelAsync();
        int changes = await changing;
        output.WriteLine($"{asked} calls, {calls} at once, over {changes} changes: {_candidates} candidates looked at, {_faults.Count} faults. Seed {seed}.");
        foreach (string fault in _faults.Take(20))
        {
            output.WriteLine("FAULT: " + fault);
        }

        return changes > 0 ? _faults : ["Nothing was changed meanwhile."];
    }

    private static string Person(int index) => string.Create(CultureInfo.InvariantCulture, $"Person {index:00}");

    private async Task EnrollAsync(FunctionsHost host, BlobContainerClient blobs, int person, bool isNew, CancellationToken cancellationToken)
    {
        if (isNew)
        {
            _times.Coming(Person(person), Now);
        }

        string name = $"{Person(person)}/1.jpg";
        await blobs.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(_photos[person]), overwrite: true, cancellationToken);
        InvocationOutcome outcome = await host.InvokeBlobAsync("EnrollPhoto", "gallery", name, cancellationToken);
        if (!outcome.Succeeded)
        {
            _faults.Add($"The enrolment failed: {outcome.Error}");
        }

        if (isNew)
        {
            _times.Come(Person(person), Now);
        }
    }

    /// <summary>Changes the second half of the people until it is stopped.</summary>
    private async Task<int> ChangeAsync(FunctionsHost host, BlobContainerClient blobs, HttpClient client, CancellationToken stop)
    {
        var random = new Random(seed);
        var gone = new HashSet<int>();
        int changes = 0;
        while (!stop.IsCancellationRequested)
        {
            int person = random.Next(PeopleCount / 2, PeopleCount);
            if (gone.Remove(person))
            {
                await EnrollAsync(host, blobs, person, isNew: true, CancellationToken.None);
            }
            else if (random.Next(3) == 0)
            {
                await EnrollAsync(host, blobs, person, isNew: false, CancellationToken.None);
            }
            else
            {
                gone.Add(person);
                _times.Going(Person(person), Now);
                using HttpResponseMessage answer = await client.DeleteAsync(new Uri("/api/person?name=" + Uri.EscapeDataString(Person(person)), UriKind.Relative), CancellationToken.None);
                _times.Gone(Person(person), Now);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    _faults.Add($"The deletion was answered with {(int)answer.StatusCode}.");
                }
            }

            changes++;
        }

        return changes;
    }

    private async Task AskAsync(HttpClient client, int probe, CancellationToken cancellationToken)
    {
        TimeSpan from = Now - Promise;
        using var content = new ByteArrayContent(_probes[probe]);
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/identify?top=100", UriKind.Relative), content, cancellationToken);
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        TimeSpan to = Now;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            _faults.Add($"A call was answered with {(int)response.StatusCode}: {text}");
            return;
        }

        using var answer = JsonDocument.Parse(text);
        JsonElement[] candidates = [.. answer.RootElement.GetProperty("faces")[0].GetProperty("candidates").EnumerateArray()];
        string[] people = [.. candidates.Select(candidate => candidate.GetProperty("person").GetString()!)];
        Interlocked.Add(ref _candidates, people.Length);
        foreach (string person in people.Where(person => !_times.MayBeThere(person, from, to)))
        {
            _faults.Add($"{person} was answered and not in the gallery from {from} to {to}.");
        }

        foreach (string person in _times.There(from, to).Except(people))
        {
            _faults.Add($"{person} was in the gallery from {from} to {to} and not answered.");
        }

        if (people.Distinct().Count() != people.Length)
        {
            _faults.Add("A person was answered twice.");
        }

        foreach (JsonElement candidate in candidates)
        {
            // Exact: whatever else is in the gallery, two photos are as similar as they are.
            float similarity = candidate.GetProperty("similarity").GetSingle();
            if (_similarities.GetOrAdd((probe, candidate.GetProperty("photo").GetString()!), similarity) != similarity)
            {
                _faults.Add("Two answers say different similarities of the same two photos.");
            }
        }
    }
}
