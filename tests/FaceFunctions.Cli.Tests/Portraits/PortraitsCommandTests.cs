using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Portraits;

public sealed class PortraitsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("drawn");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Portraits_writes_a_folder_for_each_person()
    {
        CliResult text = await DrawAsync("--people", "3", "--photos", "2");

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        Assert.Equal(["person-0001/1.jpg", "person-0001/2.jpg", "person-0002/1.jpg", "person-0002/2.jpg", "person-0003/1.jpg", "person-0003/2.jpg"], Files());
        Assert.StartsWith("Drew 6 photos of 3 people and 0 of groups in ", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portraits_draws_the_same_again_with_the_same_seed_only()
    {
        await DrawAsync("--people", "1", "--photos", "1", "--seed", "18446744073709551615");
        byte[] first = File.ReadAllBytes(Path.Combine(Target, "person-0001", "1.jpg"));

        await DrawAsync("--people", "2", "--photos", "2", "--seed", "18446744073709551615", "--force");
        byte[] again = File.ReadAllBytes(Path.Combine(Target, "person-0001", "1.jpg"));
        await DrawAsync("--people", "1", "--photos", "1", "--seed", "2", "--force");
        byte[] other = File.ReadAllBytes(Path.Combine(Target, "person-0001", "1.jpg"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Portraits_says_who_is_in_the_groups()
    {
        CliResult json = await DrawAsync("--people", "5", "--photos", "1", "--groups", "3", "--json");

        JsonElement answer = json.Json;
        Assert.Equal((5, 5, 3), (answer.GetProperty("people").GetInt32(), answer.GetProperty("photos").GetInt32(), answer.GetProperty("groups").GetInt32()));
        Assert.Equal(["groups/1.jpg", "groups/2.jpg", "groups/3.jpg", "groups/people.csv"], Files().Where(file => file.StartsWith("groups/", StringComparison.Ordinal)));
        string[] rows = File.ReadAllLines(Path.Combine(Target, "groups", "people.csv"));
        Assert.Equal("photo,person,x,y", rows[0]);
        Assert.All(rows[1..], row => Assert.Matches(@"^[123]\.jpg,person-000[1-5],\d+,\d+$", row));
        Assert.All(rows[1..].GroupBy(row => row.Split(',')[0]), photo => Assert.InRange(photo.Select(row => row.Split(',')[1]).Distinct().Count(), 2, 5));
    }

    [Fact]
    public async Task Portraits_leaves_a_folder_with_something_in_it_alone_without_force()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine");

        CliResult refused = await DrawAsync("--people", "1", "--photos", "1");
        CliResult forced = await DrawAsync("--people", "1", "--photos", "1", "--force");

        Assert.Equal((ExitCode.Usage, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, forced.ExitCode);
        Assert.Equal(["notes.txt", "person-0001/1.jpg"], Files());
    }

    [Theory]
    [InlineData("--people", "0")]
    [InlineData("--people", "100001")]
    [InlineData("--photos", "0")]
    [InlineData("--photos", "few")]
    [InlineData("--groups", "-1")]
    [InlineData("--people", "1", "--groups", "1")]
    [InlineData("--seed", "-1")]
    public async Task Portraits_refuses_nonsense(params string[] args)
    {
        CliResult result = await DrawAsync(args);

        Assert.Equal((ExitCode.Usage, ""), (result.ExitCode, result.Output));
        Assert.False(Directory.Exists(Target));
    }

    private Task<CliResult> DrawAsync(params string[] args) => new CliRunner().RunAsync(["portraits", Target, .. args]);

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Target, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
