using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Testing;
using AppProcess = FaceFunctions.Testing.AppProcess;

namespace FaceFunctions.Benchmarks.Load;

/// <summary>The memory proof: the real app in a process of its own, a real Azurite, big photos, and the host's triggers all at once.</summary>
internal static class LoadRun
{
    /// <summary>The app must stay below this.</summary>
    private const long LimitBytes = 1_000_000_000;

    private const double BytesPerMegabyte = 1_000_000;

    /// <summary>Runs it and prints what it measured.</summary>
    /// <returns>The exit code: 0 when every photo was enrolled below the limit, else 1.</returns>
    public static async Task<int> RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var azurite = new TestAzurite();
        await azurite.InitializeAsync();
        await using (azurite)
        {
            var gallery = new BlobContainerClient(azurite.ConnectionString, "gallery");
            await output.WriteLineAsync($"Uploading {options.Photos} photos of 12 megapixels ...");
            long uploaded = await UploadAsync(gallery, options.Photos, cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant($"{uploaded / BytesPerMegabyte / options.Photos:0.0} MB a photo."));

            var host = new FunctionsHostOptions
            {
                StorageConnection = azurite.ConnectionString,
                AppFolder = AppProcess.AppFolder,
                BundleFolder = SharedBundle.Folder(),
                Port = 0,
                PlayTriggers = false,
            };
            await using FunctionsHost app = await FunctionsHost.StartAsync(host, cancellationToken);
            using var client = new HttpClient { BaseAddress = app.BaseAddress };
            await WaitUntilReadyAsync(client, cancellationToken);
            ResidentMemory? before = ResidentMemory.Read(app.AppProcessId);
            var watch = new MemoryWatch(app.AppProcessId);
            long start = Stopwatch.GetTimestamp();
            int refused = await TriggerAsync(app, options, cancellationToken);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            await watch.DisposeAsync();

            IReadOnlyList<string> missing = await FindNotEnrolledAsync(client, options.Photos, cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant($"""
                Triggers at once    {options.Parallel}
                Enrolled            {options.Photos - missing.Count} of {options.Photos}{(refused > 0 ? $", {refused} triggers refused" : "")}
                Photos a second     {options.Photos / elapsed.TotalSeconds:0.00} (with Azurite and this command on the same cores)
                Resident before     {before?.Now / BytesPerMegabyte:0} MB, model loaded
                Resident, mean      {watch.Mean / BytesPerMegabyte:0} MB
                Resident, peak      {watch.Peak / BytesPerMegabyte:0} MB, limit {LimitBytes / BytesPerMegabyte:0} MB
                """));
            foreach (string line in missing)
            {
                await output.WriteLineAsync(line);
            }

            bool passed = missing.Count == 0 && watch.Peak is > 0 and < LimitBytes;
            await output.WriteLineAsync(passed ? "Passed." : "FAILED.");
            return passed ? 0 : 1;
        }
    }

    private static string NameOf(int photo) => $"person-{photo}/photo.jpg";

    private static async Task<long> UploadAsync(BlobContainerClient gallery, int photos, CancellationToken cancellationToken)
    {
        await gallery.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        long bytes = 0;
        for (int photo = 0; photo < photos; photo++)
        {
            var content = BinaryData.FromBytes(BenchmarkPhotos.Large(photo));
            var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" } };
            await gallery.GetBlobClient(NameOf(photo)).UploadAsync(content, upload, cancellationToken);
            bytes += content.ToMemory().Length;
        }

        return bytes;
    }

    private static async Task WaitUntilReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        while (true)
        {
            using JsonDocument status = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/status", UriKind.Relative), cancellationToken));
            if (status.RootElement.GetProperty("ready").GetBoolean())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>Triggers the enrolment of each photo.</summary>
    /// <returns>How many triggers failed.</returns>
    private static async Task<int> TriggerAsync(FunctionsHost app, LoadOptions options, CancellationToken cancellationToken)
    {
        int refused = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, options.Photos), parallel, async (photo, stop) =>
        {
            InvocationOutcome outcome = await app.InvokeBlobAsync("EnrollPhoto", "gallery", NameOf(photo), stop);
            if (!outcome.Succeeded)
            {
                Interlocked.Increment(ref refused);
            }
        });
        return refused;
    }

    /// <summary>Asks the app what became of each photo.</summary>
    /// <returns>A line for each that is not enrolled.</returns>
    private static async Task<IReadOnlyList<string>> FindNotEnrolledAsync(HttpClient client, int photos, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        for (int photo = 0; photo < photos; photo++)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri($"/api/photos/{NameOf(photo)}", UriKind.Relative), cancellationToken);
            string json = await response.Content.ReadAsStringAsync(cancellationToken);
            using JsonDocument answer = JsonDocument.Parse(json);
            if (!response.IsSuccessStatusCode || answer.RootElement.GetProperty("status").GetString() != "enrolled")
            {
                lines.Add($"{NameOf(photo)}: {json}");
            }
        }

        return lines;
    }
}
