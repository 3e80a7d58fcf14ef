using System.Diagnostics;
using System.Text.Json;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>The command line as a user runs it, against the whole product.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task A_folder_of_people_is_enrolled_asked_about_and_deleted_from_the_command_line()
    {
        IReadOnlyDictionary<string, string> people = SharedPhotos.People();
        await using RunningProduct product = await RunningProduct.StartAsync();
        using var folder = new PeopleFolder(("ängström", "img16.jpg"), ("vera", "img20.jpg"));

        JsonElement enrolled = await RunAsync(product, 0, "enroll", folder.Path);
        Assert.Equal(2, enrolled.GetProperty("photos").EnumerateArray().Count(photo => photo.GetProperty("status").GetString() == "enrolled"));
        JsonElement again = await RunAsync(product, 0, "enroll", folder.Path);
        Assert.DoesNotContain(again.GetProperty("photos").EnumerateArray(), photo => photo.GetProperty("uploaded").GetBoolean());

        JsonElement identified = await RunAsync(product, 0, "identify", SharedPhotos.PathOf("img17.jpg"));
        Assert.Contains("ängström", identified.GetRawText(), StringComparison.Ordinal);
        JsonElement verified = await RunAsync(product, 0, "verify", SharedPhotos.PathOf("img21.jpg"), "gallery/vera/img20.jpg");
        Assert.Equal("match", verified.GetProperty("decision").GetString());
        Assert.NotEqual(people["img16.jpg"], people["img20.jpg"]);

        await RunAsync(product, 0, "people", "delete", "ängström", "--yes");
        await RunAsync(product, 4, "photos", "show", "ängström/img16.jpg");
        JsonElement left = await RunAsync(product, 0, "people");
        Assert.Equal(["vera"], left.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("person").GetString()));
    }

    private static async Task<JsonElement> RunAsync(RunningProduct product, int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "FaceFunctions.Cli.dll"), .. arguments, "--json", "--url", product.Host.BaseAddress.ToString(), "--connection", product.ConnectionString])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(exitCode == process.ExitCode, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>A folder with a sub-folder for each person, gone when disposed.</summary>
    private sealed class PeopleFolder : IDisposable
    {
        public PeopleFolder(params (string Person, string Photo)[] photos)
        {
            foreach ((string person, string photo) in photos)
            {
                string target = Directory.CreateDirectory(System.IO.Path.Combine(Path, person)).FullName;
                File.Copy(SharedPhotos.PathOf(photo), System.IO.Path.Combine(target, photo));
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("facefunctions-people-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
