using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Enroll;

/// <summary>Uploads go to a real Azurite; every test has people of its own.</summary>
public sealed class EnrollCommandTests(TestAzurite azurite) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _person = $"p{Guid.NewGuid():n}";
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await PlayedService.StartAsync(azurite.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Enroll_uploads_a_folder_and_shows_what_each_photo_became()
    {
        _folder.Write($"{_person}/1.jpg");
        _folder.Write($"{_person}/2.png");
        _folder.Write($"{_person}/3.jpg");
        _folder.Write("notes.txt");
        _service.Outcomes["2.png"] = ("refused", "The face is too small.");
        _service.Slowness = 3;

        CliResult result = await EnrollAsync("--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(
            [("1.jpg", "enrolled", null), ("2.png", "refused", "The face is too small."), ("3.jpg", "enrolled", null)],
            result.Json.GetProperty("photos").EnumerateArray().Select(photo => (
                photo.GetProperty("photo").GetString()![$"gallery/{_person}/".Length..], photo.GetProperty("status").GetString()!, photo.GetProperty("reason").GetString())));
        Assert.Equal(
            ["file", "photo", "uploaded", "status", "person", "reason", "warnings"],
            result.Json.GetProperty("photos")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, result.Json.GetProperty("counts").GetProperty("enrolled").GetInt32());
        Assert.Equal("content of " + $"{_person}/1.jpg", (await Blob($"{_person}/1.jpg").DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
        BlobProperties properties = await Blob($"{_person}/2.png").GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("image/png", properties.ContentType);
        Assert.NotEmpty(properties.ContentHash);
        Assert.Empty(properties.Metadata);
    }

    [Fact]
    public async Task Enroll_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        _service.Answers["/api/faces"] = (200, """{"faces":[],"enrollment":{"status":"enrolled","reason":null}}""");
        foreach (string name in new[] { "1.jpg", "2.jpg", "3.jpg" })
        {
            _folder.Write($"{_person}/{name}");
        }

        CliResult all = await EnrollAsync("--dry-run", "--json");
        Assert.False(await Blob($"{_person}/1.jpg").ExistsAsync(TestContext.Current.CancellationToken));
        await EnrollAsync();
        await File.WriteAllTextAsync(_folder.Combine($"{_person}/2.jpg"), "another", TestContext.Current.CancellationToken);
        string eTag = (await Blob($"{_person}/2.jpg").GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.ETag.ToString();
        _folder.Write($"{_person}/4.jpg");
        _service.Answers["/api/faces"] = (200, """{"faces":[],"enrollment":{"status":"refused","reason":"The face is too small."}}""");
        CliResult some = await EnrollAsync("--dry-run", "--json");
        _service.Answers["/api/faces"] = (422, PlayedService.Problem("no-face", 422, "No face was found."));
        CliResult text = await EnrollAsync("--dry-run", "--person", "Vera");

        Assert.Equal((ExitCode.Done, ExitCode.Failed, ExitCode.Failed), (all.ExitCode, some.ExitCode, text.ExitCode));
        Assert.Equal(["new", "new", "new"], Changes(all));
        Assert.Equal(["unchanged", "changed", "unchanged", "new"], Changes(some));
        Assert.All(some.Json.GetProperty("photos").EnumerateArray(), photo => Assert.Equal(
            (_person, "refused", "The face is too small."), (photo.GetProperty("person").GetString(), photo.GetProperty("status").GetString(), photo.GetProperty("reason").GetString())));
        Assert.Contains("Vera", text.Output, StringComparison.Ordinal);
        Assert.Contains("3 changed, 1 new. Nothing was uploaded.", text.Output, StringComparison.Ordinal);
        Assert.Equal(eTag, (await Blob($"{_person}/2.jpg").GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.ETag.ToString());
        Assert.False(await Blob($"{_person}/4.jpg").ExistsAsync(TestContext.Current.CancellationToken));

        static IEnumerable<string?> Changes(CliResult result) => result.Json.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("change").GetString());
    }

    [Fact]
    public async Task Enroll_shows_what_the_service_warns_of()
    {
        _folder.Write($"{_person}/1.jpg");
        _service.Warnings["1.jpg"] = "The face looks more like another person.";

        CliResult text = await EnrollAsync();
        CliResult json = await EnrollAsync("--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (text.ExitCode, json.ExitCode));
        Assert.Contains("The face looks more like another person.", text.Output, StringComparison.Ordinal);
        Assert.Equal("The face looks more like another person.", json.Json.GetProperty("photos")[0].GetProperty("warnings")[0].GetString());
    }

    [Fact]
    public async Task Enroll_for_people_shows_a_table_with_reasons()
    {
        _folder.Write($"{_person}/1.jpg");
        _folder.Write($"{_person}/2.png");
        _service.Outcomes["2.png"] = ("no-face", "No face was found.");

        CliResult result = await EnrollAsync();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(result.Output.Split('\n'), line => line.Contains($"gallery/{_person}/2.png", StringComparison.Ordinal) && line.Contains("no-face", StringComparison.Ordinal) && line.Contains("No face was found.", StringComparison.Ordinal));
        Assert.Contains("2 of 2 photos were uploaded", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
    }

    [Fact]
    public async Task Enroll_again_uploads_only_what_changed()
    {
        for (int number = 0; number < 5; number++)
        {
            _folder.Write($"{_person}/{number}.jpg");
        }

        Assert.Equal(5, Uploaded(await EnrollAsync("--json")));
        Dictionary<string, string> before = await ETagsAsync();
        Assert.Equal(0, Uploaded(await EnrollAsync("--json")));
        Assert.Equal(before, await ETagsAsync());

        _folder.Write($"{_person}/2.jpg", "content OF changed"u8.ToArray());
        CliResult changed = await EnrollAsync("--json");

        Assert.Equal(ExitCode.Done, changed.ExitCode);
        Assert.Equal(1, Uploaded(changed));
        Assert.Equal([$"{_person}/2.jpg"], (await ETagsAsync()).Where(tag => before[tag.Key] != tag.Value).Select(tag => tag.Key));
        Assert.Equal(5, Uploaded(await EnrollAsync("--json", "--force")));
    }

    [Fact]
    public async Task Enroll_goes_on_where_it_was_stopped()
    {
        for (int number = 0; number < 4; number++)
        {
            _folder.Write($"{_person}/{number}.jpg");
        }

        // As Ctrl-C does it, while the run waits for photos that nobody processes.
        _service.Slowness = int.MaxValue;
        using var stop = new CancellationTokenSource();
        Task<CliResult> stopped = new CliRunner().RunAsync(stop.Token, Args("--json", "--timeout", "2h"));
        await Wait.UntilAsync(() => _service.Requests.Any(request => request.Target.StartsWith("/api/photo?", StringComparison.Ordinal)));
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Cancelled, (await stopped).ExitCode);

        await Blob($"{_person}/3.jpg").DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        _service.Slowness = 0;
        CliResult second = await EnrollAsync("--json");

        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(1, Uploaded(second));
        Assert.Equal(4, second.Json.GetProperty("counts").GetProperty("enrolled").GetInt32());
    }

    [Fact]
    public async Task Enroll_gives_up_when_nothing_gets_done()
    {
        _folder.Write($"{_person}/1.jpg");
        _service.Slowness = int.MaxValue;

        CliResult result = await EnrollAsync("--json", "--timeout", "3s");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("pending", result.Json.GetProperty("photos")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Enroll_waits_for_the_version_that_it_uploaded()
    {
        // A status of another version stands there the whole time.
        _folder.Write($"{_person}/1.jpg");
        _service.Answers[$"/api/photo?path={_person}%2F1.jpg"] = (200,
            $$"""{"photo":"gallery/{{_person}}/1.jpg","status":"enrolled","person":"x","bundle":"b","width":1,"height":1,"eTag":"\"0xOLD\"","lastModified":"2026-01-01T00:00:00Z","recordedAt":"2026-01-01T00:00:00Z","faces":[]}""");

        CliResult result = await EnrollAsync("--json", "--timeout", "3s");

        Assert.Equal("pending", result.Json.GetProperty("photos")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Enroll_outlasts_a_service_that_is_away_for_a_while()
    {
        _folder.Write($"{_person}/1.jpg");
        _service.Answers[$"/api/photo?path={_person}%2F1.jpg"] = (503, PlayedService.Problem("unavailable", 503, "Storage could not be reached."));
        Task<CliResult> run = EnrollAsync("--json", "--timeout", "2h");
        await Wait.UntilAsync(() => _service.Requests.Count(request => request.Target.StartsWith("/api/photo?", StringComparison.Ordinal)) >= 5);
        _service.Answers.TryRemove($"/api/photo?path={_person}%2F1.jpg", out _);

        Assert.Equal(ExitCode.Done, (await run).ExitCode);
    }

    [Fact]
    public async Task Enroll_without_waiting_needs_only_the_storage()
    {
        _folder.Write($"{_person}/1.jpg");

        CliResult result = await new CliRunner().RunAsync("enroll", _folder.Path, "--no-wait", "--json", "--connection", azurite.ConnectionString, "--url", "http://localhost:1");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("uploaded", result.Json.GetProperty("photos")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Enroll_asks_for_the_service_before_it_uploads()
    {
        _folder.Write($"{_person}/1.jpg");

        CliResult result = await new CliRunner().RunAsync("enroll", _folder.Path, "--json", "--connection", azurite.ConnectionString, "--url", "http://localhost:1");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Equal("unreachable", result.Json.GetProperty("error").GetProperty("kind").GetString());
        Assert.False(await Blob($"{_person}/1.jpg").ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Enroll_says_when_the_storage_does_not_answer()
    {
        _folder.Write($"{_person}/1.jpg");
        const string Nobody = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;";

        CliResult away = await new CliRunner().RunAsync("enroll", _folder.Path, "--no-wait", "--connection", Nobody);
        CliResult wrong = await new CliRunner().RunAsync("enroll", _folder.Path, "--no-wait", "--connection", "rubbish");

        Assert.Equal(ExitCode.Unreachable, away.ExitCode);
        Assert.Single(away.Error.TrimEnd().Split('\n'));
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
    }

    [Fact]
    public async Task Enroll_writes_the_person_percent_encoded()
    {
        _folder.Write($"{_person}/1.jpg");

        CliResult result = await EnrollAsync("--json", "--person", "  Ru\u0301an 李 100% ");

        Assert.Equal("Rúan 李 100%", result.Json.GetProperty("photos")[0].GetProperty("person").GetString());
        BlobProperties properties = await Blob($"{_person}/1.jpg").GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("R%C3%BAan%20%E6%9D%8E%20100%25", properties.Metadata["person"]);

        // The same photo of somebody else is a change.
        Assert.Equal(1, Uploaded(await EnrollAsync("--json", "--person", "Vera")));
        Assert.Equal(0, Uploaded(await EnrollAsync("--json", "--person", "Vera")));
        Assert.Equal(ExitCode.Usage, (await EnrollAsync("--person", " ")).ExitCode);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("100%")]
    [InlineData("%41%2F")]
    [InlineData("#1?x=y&z")]
    [InlineData("q+q")]
    [InlineData("été 李小龙 Ωμέγα")]
    [InlineData("😀👨‍👩‍👧")]
    [InlineData("[red]markup[/]")]
    [InlineData("'quoted' \"double\"")]
    [InlineData("semi;colon,comma=equals")]
    [InlineData("@at ~tilde^`|$!(x){y}<z>*")]
    [InlineData("-dash")]
    [InlineData("two\nlines\ttab")]
    [InlineData("a..b...c")]
    [InlineData("שלום \u202eevil")]
    public async Task Enroll_keeps_awkward_names(string name)
    {
        string photo = $"{_person}/{name}/{name}.jpg";
        _folder.Write(photo);

        CliResult result = await EnrollAsync("--json");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal($"gallery/{photo}", result.Json.GetProperty("photos")[0].GetProperty("photo").GetString());
        Assert.Equal($"content of {photo}", (await Blob(photo).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
        Assert.Equal(0, Uploaded(await EnrollAsync("--json")));
    }

    [Fact]
    public async Task Enroll_reports_a_file_that_cannot_be_read_and_does_the_others()
    {
        _folder.Write($"{_person}/1.jpg");
        string locked = _folder.Write($"{_person}/2.jpg");

        // Locked, because root may read what it likes.
        await using FileStream guard = new(locked, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        CliResult result = await EnrollAsync("--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["enrolled", "not-uploaded"], result.Json.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task Enroll_refuses_a_backslash_and_does_the_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A backslash parts folders there.");
        _folder.Write($"{_person}/1.jpg");
        _folder.Write($"{_person}/back\\slash.jpg");

        CliResult result = await EnrollAsync("--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(1, Uploaded(result));
        Assert.Equal(["enrolled", "not-uploaded"], Statuses(result));
        Assert.Contains("backslash", result.Json.GetProperty("photos")[1].GetProperty("reason").GetString()!, StringComparison.Ordinal);
        Assert.Equal([$"{_person}/1.jpg"], (await ETagsAsync()).Keys);
    }

    [Fact]
    public async Task Enroll_counts_and_names_files_whose_names_are_no_text()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        _folder.Write($"{_person}/1.jpg");
        Shell("""printf x > "$(printf 'bad\376.jpg')"; printf x > "$(printf 'bad\377.jpg')"; mkdir "$(printf 'folder\377')"; printf x > "$(printf '.hidden\377.jpg')" """);
        try
        {
            CliResult json = await EnrollAsync("--json");
            CliResult text = await EnrollAsync();

            Assert.Equal((ExitCode.Failed, ExitCode.Failed), (json.ExitCode, text.ExitCode));
            Assert.Equal(["not-uploaded", "not-uploaded", "not-uploaded", "enrolled"], Statuses(json));
            Assert.Equal(2, text.Output.Split("gallery/bad\\ufffd.jpg").Length - 1);
            Assert.Contains("gallery/folder\\ufffd ", text.Output, StringComparison.Ordinal);
            Assert.Contains("0 of 4 photos were uploaded; 1 were there already.", text.Output, StringComparison.Ordinal);
        }
        finally
        {
            // The runtime cannot delete them either.
            Shell("rm -r ./*bad* ./folder* ./.hidden*");
        }
    }

    [Theory]
    [InlineData(false, "deleted")]
    [InlineData(true, "replaced")]
    public async Task Enroll_says_that_a_photo_went_away_while_it_waited(bool replace, string expected)
    {
        _folder.Write($"{_person}/1.jpg");
        _folder.Write($"{_person}/2.jpg");
        _service.Answers[$"/api/photo?path={_person}%2F2.jpg"] = (404, PlayedService.Problem("photo-not-found", 404, "Nothing is recorded about this photo."));
        Task<CliResult> run = EnrollAsync("--json", "--timeout", "2h");
        await Wait.UntilAsync(() => _service.Requests.Any(request => request.Target == $"/api/photo?path={_person}%2F2.jpg"));
        if (replace)
        {
            await Blob($"{_person}/2.jpg").UploadAsync(BinaryData.FromString("other"), overwrite: true, TestContext.Current.CancellationToken);
        }
        else
        {
            await Blob($"{_person}/2.jpg").DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        CliResult result = await run;

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["enrolled", "gone"], Statuses(result));
        Assert.Contains(expected, result.Json.GetProperty("photos")[1].GetProperty("reason").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enroll_names_what_is_missing_when_the_service_stays_away()
    {
        _folder.Write($"{_person}/1.jpg");
        _service.Answers[$"/api/photo?path={_person}%2F1.jpg"] = (503, PlayedService.Problem("unavailable", 503, "Storage could not be reached."));

        CliResult result = await EnrollAsync("--timeout", "3s");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains($"({_person}/1.jpg)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enroll_wraps_long_names_without_a_terminal()
    {
        string photo = $"{_person}/{new string('x', 200)}.jpg";
        _folder.Write(photo);
        _service.Outcomes[$"{new string('x', 200)}.jpg"] = ("no-face", "No face was found in it.");

        CliResult text = await EnrollAsync();
        CliResult json = await EnrollAsync("--json");

        Assert.All(text.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Equal(200, text.Output.Count(letter => letter == 'x'));
        Assert.Contains(" no-face ", text.Output, StringComparison.Ordinal);
        Assert.Equal($"gallery/{photo}", json.Json.GetProperty("photos")[0].GetProperty("photo").GetString());
    }

    [Fact]
    public async Task Enroll_of_an_empty_folder_is_an_error()
    {
        CliResult result = await EnrollAsync();

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.StartsWith("error: There is no photo in", result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Statuses(CliResult result) =>
        result.Json.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("status").GetString()!);

    // Names that are no text cannot be given to the runtime.
    private void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder.Path })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private static int Uploaded(CliResult result) => result.Json.GetProperty("uploaded").GetInt32();

    private Task<CliResult> EnrollAsync(params string[] more) => new CliRunner().RunAsync(Args(more));

    private string[] Args(params string[] more) => ["enroll", _folder.Path, "--url", _service.Url, "--connection", azurite.ConnectionString, .. more];

    private BlobClient Blob(string name) => new(azurite.ConnectionString, "gallery", name);

    private async Task<Dictionary<string, string>> ETagsAsync()
    {
        var tags = new Dictionary<string, string>();
        await foreach (BlobItem blob in new BlobContainerClient(azurite.ConnectionString, "gallery").GetBlobsAsync(BlobTraits.None, BlobStates.None, _person, TestContext.Current.CancellationToken))
        {
            tags[blob.Name] = blob.Properties.ETag.ToString()!;
        }

        return tags;
    }
}
