using System.Text.Json;
using Azure.Storage.Blobs;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Portraits;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Tests.Reembed;

/// <summary>On a storage of its own: all photos that there are belong to the test. The new bundle is the starter, the old one only a name.</summary>
public sealed class ReembedCommandTests : IAsyncLifetime
{
    private const string Old = "old-0123456789ab";

    private const string Gate =
        """{"minSidePixels":40,"minSharpness":0.08,"minScore":0.35,"minBrightness":0.06,"maxBrightness":0.94,"maxYawDegrees":45,"maxPitchDegrees":45}""";

    private static readonly string Starter = Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

    private AzuriteServer _azurite = null!;
    private PlayedService _service = null!;
    private GalleryStorage _old = null!;
    private string _new = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using (var bundle = ModelBundle.Load(Starter))
        {
            _new = bundle.Model.BundleId;
        }

        _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _service = await PlayedService.StartAsync();
        ServiceSays(Old);
        _old = Storage();
        await _old.EnsureCreatedAsync(Token);
        await _old.OpenAsync(Old, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task All_photos_are_enrolled_beside_the_old_bundle_and_once_only()
    {
        await UploadPeopleAsync(4);
        await UploadAsync("ana/letter.txt", "no picture"u8.ToArray());

        CliResult first = await RunAsync("--json");
        CliResult again = await RunAsync("--json");
        CliResult text = await RunAsync();

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (first.ExitCode, again.ExitCode, text.ExitCode));
        JsonElement answer = first.Json;
        Assert.Equal((5, 4, 5, 0, true), (Number(answer, "photos"), Number(answer, "enrolled"), Number(answer, "analyzed"), Number(answer, "removed"), answer.GetProperty("complete").GetBoolean()));
        JsonElement letter = Assert.Single(answer.GetProperty("notEnrolled").EnumerateArray());
        Assert.Equal(("gallery/ana/letter.txt", "unreadable"), (letter.GetProperty("photo").GetString(), letter.GetProperty("status").GetString()));
        Assert.Equal((0, 1), (Number(again.Json, "analyzed"), again.Json.GetProperty("notEnrolled").GetArrayLength()));
        Assert.Contains("4 of 5 photos are enrolled", text.Output, StringComparison.Ordinal);
        Assert.Contains("deploy the service with this bundle", text.Output, StringComparison.Ordinal);

        GalleryStorage storage = Storage();
        GalleryTable table = await storage.OpenAsync(_new, Token);
        Assert.Equal((table.Name, _new), (answer.GetProperty("table").GetString(), answer.GetProperty("bundle").GetString()));
        Assert.Equal(["person-0", "person-1", "person-2", "person-3"], await PeopleAsync(storage));
        Assert.True((await FillState.ReadAsync(storage.Gallery, Token)).IsComplete);
        Assert.NotEqual(_old.TableName, table.Name);
        Assert.Empty(await PeopleAsync(_old));
    }

    [Fact]
    public async Task A_run_that_is_stopped_goes_on_where_it_was()
    {
        await UploadPeopleAsync(12);
        using var stop = new CancellationTokenSource();
        var runner = new CliRunner { SeesError = line => StopAt(line, stop) };

        CliResult stopped = await runner.RunAsync(stop.Token, Args("--parallel", "1"));
        GalleryStorage storage = Storage();
        await storage.OpenAsync(_new, Token);
        int kept = (await PeopleAsync(storage)).Length;
        FillState half = await FillState.ReadAsync(storage.Gallery, Token);
        CliResult next = await RunAsync("--json");

        Assert.Equal(ExitCode.Cancelled, stopped.ExitCode);
        Assert.InRange(kept, 1, 11);
        Assert.False(half.IsComplete);
        Assert.Equal((12, 12 - kept, true), (Number(next.Json, "photos"), Number(next.Json, "analyzed"), next.Json.GetProperty("complete").GetBoolean()));
        Assert.Equal(12, (await PeopleAsync(storage)).Length);
    }

    [Fact]
    public async Task Photos_are_judged_by_the_settings_of_the_service()
    {
        await UploadPeopleAsync(1);
        ServiceSays(Old, Gate.Replace("\"minSidePixels\":40", "\"minSidePixels\":9999", StringComparison.Ordinal));

        JsonElement refused = Assert.Single((await RunAsync("--json")).Json.GetProperty("notEnrolled").EnumerateArray());

        Assert.Equal("refused", refused.GetProperty("status").GetString());
        Assert.Contains("9999", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_photos_that_are_gone_go()
    {
        await UploadPeopleAsync(2);
        Assert.Equal(ExitCode.Done, (await RunAsync()).ExitCode);
        await new BlobClient(_azurite.ConnectionString, "gallery", "person-0/0.jpg").DeleteAsync(cancellationToken: Token);

        Assert.Equal(1, Number((await RunAsync("--json")).Json, "removed"));

        GalleryStorage storage = Storage();
        await storage.OpenAsync(_new, Token);
        Assert.Equal(["person-1"], await PeopleAsync(storage));
    }

    [Fact]
    public async Task Finish_deletes_other_tables_only_when_the_new_one_is_complete_and_served()
    {
        await UploadPeopleAsync(1);
        Assert.Equal("not-finished", Kind(await FinishAsync("--yes")));
        ServiceSays(_new);
        Assert.Contains("no table of", (await FinishAsync("--yes")).Error, StringComparison.Ordinal);
        GalleryStorage storage = Storage();
        GalleryTable kept = await storage.OpenAsync(_new, Token);
        Assert.Contains("not complete", (await FinishAsync("--yes")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunAsync()).ExitCode);
        ServiceSays(Old);
        Assert.Contains($"answers with {Old}", (await FinishAsync("--yes")).Error, StringComparison.Ordinal);
        ServiceSays(_new);
        Assert.Equal(ExitCode.Usage, (await FinishAsync()).ExitCode);
        Assert.Equal(ExitCode.Cancelled, (await new CliRunner { Input = "n\n", InputIsTerminal = true }.RunAsync(FinishArgs())).ExitCode);
        Assert.Equal(2, (await storage.ListTablesAsync(Token)).Count);

        CliResult asked = await new CliRunner { Input = "y\n", InputIsTerminal = true }.RunAsync(FinishArgs("--json"));
        CliResult again = await FinishAsync("--yes");

        Assert.Contains($"delete {_old.TableName} ({Old})", asked.Error, StringComparison.Ordinal);
        Assert.Equal(_old.TableName, Assert.Single(asked.Json.GetProperty("deleted").EnumerateArray()).GetProperty("table").GetString());
        Assert.Empty(again.Json.GetProperty("deleted").EnumerateArray());
        Assert.Equal([kept], await storage.ListTablesAsync(Token));
        Assert.Equal(["person-0"], await PeopleAsync(storage));
    }

    [Fact]
    public async Task What_is_wrong_is_said_before_anything_is_done()
    {
        Assert.Equal(ExitCode.NotFound, (await new CliRunner().RunAsync("reembed", "--bundle", "nowhere", "--url", _service.Url)).ExitCode);
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("reembed", "--url", _service.Url)).ExitCode);
        ServiceSays("somebody-else");
        CliResult foreign = await RunAsync("--json");
        Assert.Equal(("not-found", ExitCode.NotFound), (Kind(foreign), foreign.ExitCode));
        _service.Answers["/api/status"] = (200, """{"ready":true,"bundle":"b"}""");
        Assert.Contains("bring it to this version", (await RunAsync()).Error, StringComparison.Ordinal);
        _service.Answers["/api/status"] = (200, """{"ready":false,"reason":"model","bundle":null}""");
        CliResult early = await RunAsync();
        Assert.Equal(ExitCode.Unreachable, early.ExitCode);
        Assert.Contains("waits for its model", early.Error, StringComparison.Ordinal);
        ServiceSays("b", warnings: "refuse");
        Assert.Contains("FaceFunctions__EnrollmentWarnings", (await RunAsync()).Error, StringComparison.Ordinal);
        Assert.Equal([_old.TableName], (await _old.ListTablesAsync(Token)).Select(table => table.Name));
    }

    private static void StopAt(string line, CancellationTokenSource stop)
    {
        if (line.Contains('%', StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    private static int Number(JsonElement answer, string property) => answer.GetProperty(property).GetInt32();

    private static string? Kind(CliResult result) => result.ExitCode == ExitCode.Done ? null : JsonElement.Parse(result.Output).GetProperty("error").GetProperty("kind").GetString();

    private static async Task<string[]> PeopleAsync(GalleryStorage storage)
    {
        var people = new List<string>();
        for (int partition = 0; partition < storage.Gallery.PartitionCount; partition++)
        {
            people.AddRange((await storage.Gallery.ListAsync(partition, null, 1000, Token)).Photos.Where(photo => photo.Status == PhotoStatus.Enrolled).Select(photo => photo.Person));
        }

        return [.. people.Order(StringComparer.Ordinal)];
    }

    private GalleryStorage Storage() => new(new StorageOptions { ConnectionString = _azurite.ConnectionString });

    private void ServiceSays(string bundle, string gate = Gate, string warnings = "warn") => _service.Answers["/api/status"] =
        (200, $$$"""{"ready":true,"bundle":"{{{bundle}}}","enrollment":{"maxPhotoBytes":20971520,"maxPhotoPixels":60000000,"smallestFacePixels":40,"minSubjectAreaRatio":2,"warnings":"{{{warnings}}}","gate":{{{gate}}}}}""");

    private async Task UploadPeopleAsync(int people)
    {
        var set = new PortraitSet(1);
        for (int person = 0; person < people; person++)
        {
            await UploadAsync($"person-{person}/0.jpg", set.Draw(person, 0).File);
        }
    }

    private async Task UploadAsync(string name, byte[] content) =>
        await new BlobClient(_azurite.ConnectionString, "gallery", name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, Token);

    private string[] Args(params string[] more) => ["reembed", "--bundle", Starter, "--url", _service.Url, "--connection", _azurite.ConnectionString, .. more];

    private string[] FinishArgs(params string[] more) => ["reembed", "finish", "--bundle", Starter, "--url", _service.Url, "--connection", _azurite.ConnectionString, .. more];

    private Task<CliResult> RunAsync(params string[] more) => new CliRunner().RunAsync(Args(more));

    private Task<CliResult> FinishAsync(params string[] more) => new CliRunner().RunAsync(FinishArgs([.. more, "--json"]));
}
