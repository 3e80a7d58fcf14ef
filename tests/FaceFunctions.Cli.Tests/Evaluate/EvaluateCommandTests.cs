using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Portraits;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new();

    public EvaluateCommandTests() => _cli.Variables["FACEFUNCTIONS_CACHE"] = _folder.Combine("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_prints_tables_and_writes_every_format()
    {
        string photos = Draw(people: 4, photosEach: 3);

        CliResult text = await _cli.RunAsync("evaluate", photos, "--out", _folder.Combine("report"), "--bootstrap", "20");
        CliResult json = await _cli.RunAsync("evaluate", photos, "--out", _folder.Combine("report"), "--bootstrap", "20", "--json");

        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Contains("accuracy over folds", text.Output, StringComparison.Ordinal);
        Assert.Contains("not enough pairs", text.Output, StringComparison.Ordinal);
        Assert.Contains("without mirror image", text.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["evaluation.csv", "evaluation.html", "evaluation.json", "evaluation.md", "evaluation.scores.csv"],
            Directory.EnumerateFiles(_folder.Combine("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.Done, json.ExitCode);

        // The second run embedded nothing, and measured the same.
        JsonElement result = json.Json.GetProperty("result");
        using JsonDocument written = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.Combine("report/evaluation.json"), TestContext.Current.CancellationToken));
        Assert.Equal(12, result.GetProperty("speed").GetProperty("fromCache").GetInt32());
        Assert.True(JsonElement.DeepEquals(written.RootElement.GetProperty("variants"), result.GetProperty("variants")));
        Assert.Equal(12, result.GetProperty("pairs").GetProperty("same").GetInt32());
        Assert.Equal(54, result.GetProperty("pairs").GetProperty("different").GetInt32());
    }

    [Fact]
    public async Task Identify_searches_in_a_gallery_that_grows()
    {
        string photos = Draw(people: 6, photosEach: 3);

        CliResult result = await _cli.RunAsync("evaluate", photos, "--identify", "--out", _folder.Combine("report"), "--json");
        CliResult text = await _cli.RunAsync("evaluate", photos, "--identify", "--out", _folder.Combine("report"));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement size = Assert.Single(result.Json.GetProperty("result").GetProperty("sizes").EnumerateArray());
        Assert.Equal(4, size.GetProperty("people").GetInt32());
        Assert.Equal(1, size.GetProperty("cmc")[0].GetProperty("rate").GetDouble());
        Assert.Contains("As the gallery grows", text.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["evaluation.csv", "evaluation.html", "evaluation.json", "evaluation.md"],
            Directory.EnumerateFiles(_folder.Combine("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_made_elsewhere_is_followed_and_what_is_missing_is_told()
    {
        string photos = Draw(people: 2, photosEach: 2);
        string list = _folder.Write("pairs.csv", "photo_a;photo_b;same\r\nD:\\set\\0\\0.jpg;D:\\set\\0\\1.jpg;1\r\nD:\\set\\0\\0.jpg;D:\\set\\1\\0.jpg;0\r\nD:\\set\\0\\0.jpg;D:\\set\\9\\7.jpg;0\r\n"u8.ToArray());

        CliResult result = await _cli.RunAsync("evaluate", photos, "--pairs", list, "--out", _folder.Combine("report"), "--bootstrap", "5");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("Missing photos", result.Output, StringComparison.Ordinal);
        Assert.Contains("7.jpg", result.Output, StringComparison.Ordinal);
        Assert.Contains("EER", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.NotFound, "missing", "{photos}/missing")]
    [InlineData(ExitCode.NotFound, "not there", "{photos}", "--pairs", "{photos}/missing.csv")]
    [InlineData(ExitCode.Failed, "pairs.csv, line 2", "{photos}", "--pairs", "{broken}")]
    [InlineData(ExitCode.NotFound, "no photo", "{empty}")]
    [InlineData(ExitCode.Failed, "folder for each person", "{photos}/0")]
    [InlineData(ExitCode.Usage, "take one of them", "{photos}", "--identify", "--pairs", "{broken}")]
    [InlineData(ExitCode.Usage, "take one of them", "{photos}", "--list", "{broken}")]
    [InlineData(ExitCode.Usage, "--max-pairs", "{photos}", "--max-pairs", "0")]
    [InlineData(ExitCode.Failed, "", "{photos}", "--out", "{broken}")]
    public async Task What_cannot_work_is_refused_before_anything_is_embedded(int exitCode, string expected, params string[] words)
    {
        string photos = Draw(people: 1, photosEach: 2);
        string broken = _folder.Write("pairs.csv", "a.jpg,b.jpg,1\na.jpg,c.jpg,perhaps\n"u8.ToArray());
        string empty = Directory.CreateDirectory(_folder.Combine("empty")).FullName;
        string[] args = [.. words.Select(word => word
            .Replace("{photos}", photos, StringComparison.Ordinal)
            .Replace("{broken}", broken, StringComparison.Ordinal)
            .Replace("{empty}", empty, StringComparison.Ordinal))];

        CliResult result = await _cli.RunAsync(["evaluate", .. args.Contains("--out") ? args : [.. args, "--out", _folder.Combine("report")]]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Combine("cache")));
    }

    [Fact]
    public async Task The_shared_pairs_of_real_photos_are_told_apart()
    {
        CliResult result = await _cli.RunAsync(
            "evaluate", SharedFiles.Path("photos"), "--pairs", SharedFiles.Path("photos/pairs.csv"), "--bundle", SharedBundle.Folder(), "--out", _folder.Combine("report"), "--no-variants", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement own = result.Json.GetProperty("result").GetProperty("variants")[0];
        Assert.Equal(1, own.GetProperty("folds").GetProperty("mean").GetDouble());
        Assert.Equal(0, own.GetProperty("equalErrorRate").GetProperty("value").GetDouble());
        Assert.Equal(9, result.Json.GetProperty("result").GetProperty("people").GetInt32());
    }

    private string Draw(int people, int photosEach)
    {
        var set = new PortraitSet(1);
        for (int person = 0; person < people; person++)
        {
            for (int photo = 0; photo < photosEach; photo++)
            {
                _folder.Write($"photos/{person}/{photo}.jpg", set.Draw(person, photo).File);
            }
        }

        return _folder.Combine("photos");
    }
}
