using System.Text.Json;

namespace FaceFunctions.EndToEnd;

/// <summary>The command line as a user runs it, against the whole product.</summary>
[Collection(Product.Collection)]
public sealed class CommandLineTests(Product product)
{
    [Fact]
    public async Task A_folder_of_people_is_enrolled_asked_about_and_deleted_from_the_command_line()
    {
        Album album = product.Album().Small;
        await using Gallery gallery = product.Open();
        (string one, string other) = (gallery.Person("ängström"), gallery.Person("vera"));
        using var folder = new PeopleFolder((one, album.Photos[0]), (other, album.Photos[2]));

        JsonElement enrolled = await RunAsync(0, "enroll", folder.Path);
        Assert.Equal(2, enrolled.GetProperty("photos").EnumerateArray().Count(photo => photo.GetProperty("status").GetString() == "enrolled"));
        JsonElement again = await RunAsync(0, "enroll", folder.Path);
        Assert.DoesNotContain(again.GetProperty("photos").EnumerateArray(), photo => photo.GetProperty("uploaded").GetBoolean());
        await Gallery.SettleAsync();

        JsonElement identified = await RunAsync(0, "identify", folder.Write(album.Photos[1]));
        Assert.Contains(one, identified.GetRawText(), StringComparison.Ordinal);
        JsonElement verified = await RunAsync(0, "verify", folder.Write(album.Photos[3]), $"gallery/{other}/{album.Photos[2].File}");
        Assert.Equal("match", verified.GetProperty("decision").GetString());

        await RunAsync(0, "people", "delete", one, "--yes");
        await RunAsync(4, "photos", "show", $"{one}/{album.Photos[0].File}");
        await Gallery.SettleAsync();
        JsonElement left = await RunAsync(0, "people");
        Assert.Equal(
            [other],
            left.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("person").GetString()!).Where(person => person.StartsWith(gallery.Prefix, StringComparison.Ordinal)));
    }

    private Task<JsonElement> RunAsync(int exitCode, params string[] arguments) => new CommandLine(product.Storage, product.Key, product.Address).RunAsync(exitCode, arguments);

    /// <summary>A folder with a sub-folder for each person and room for other photos, gone when disposed.</summary>
    private sealed class PeopleFolder : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("facefunctions-people-");

        public PeopleFolder(params (string Person, AlbumPhoto Photo)[] photos)
        {
            foreach ((string person, AlbumPhoto photo) in photos)
            {
                DirectoryInfo folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, person));
                File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, photo.File), photo.Content);
            }
        }

        /// <summary>The people's folder.</summary>
        public string Path => System.IO.Path.Combine(_root.FullName, "people");

        /// <summary>Writes a photo that is not the people's.</summary>
        public string Write(AlbumPhoto photo)
        {
            string path = System.IO.Path.Combine(_root.FullName, photo.File);
            File.WriteAllBytes(path, photo.Content);
            return path;
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}
