using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Enroll;

public sealed class PhotoFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_takes_pictures_of_all_levels_in_the_order_of_their_names()
    {
        foreach (string name in (string[])["b/2.PNG", "a.jpg", "b/1.jpeg", "b/c/d.webp", "e.gif", "f.bmp", "notes.txt", "b/archive.jpg.zip"])
        {
            _folder.Write(name);
        }

        Assert.Equal(["a.jpg", "b/1.jpeg", "b/2.PNG", "b/c/d.webp", "e.gif", "f.bmp"], Names());
        Assert.Equal(8, PhotoFolder.Find(_folder.Path, everyEnding: true).Count);
    }

    [Fact]
    public void Find_leaves_hidden_files_and_folders_out()
    {
        _folder.Write("a.jpg");
        _folder.Write("._a.jpg");
        _folder.Write(".trash/b.jpg");

        Assert.Equal(["a.jpg"], Names());
    }

    [Fact]
    public void Find_follows_links_but_enters_no_folder_twice()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("vera/1.jpg");
        Directory.CreateSymbolicLink(elsewhere.Combine("vera/up"), elsewhere.Path);
        _folder.Write("ruan/7.jpg");
        Directory.CreateSymbolicLink(_folder.Combine("a-link-to-ruan"), _folder.Combine("ruan"));
        Directory.CreateSymbolicLink(_folder.Combine("ruan/loop"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.Combine("outside"), elsewhere.Path);
        File.CreateSymbolicLink(_folder.Combine("nowhere.jpg"), _folder.Combine("missing.jpg"));
        File.CreateSymbolicLink(_folder.Combine("self.jpg"), _folder.Combine("self.jpg"));
        File.CreateSymbolicLink(_folder.Combine("seven.jpg"), _folder.Combine("ruan/7.jpg"));

        Assert.Equal(["outside/vera/1.jpg", "ruan/7.jpg", "seven.jpg"], Names());
    }

    [Fact]
    public void Find_normalises_names_to_form_C()
    {
        _folder.Write("e\u0301te\u0301/1.jpg");

        PhotoFile photo = Assert.Single(PhotoFolder.Find(_folder.Path, everyEnding: false));

        Assert.Equal("\u00e9t\u00e9/1.jpg", photo.Name);
        Assert.True(File.Exists(photo.File));
    }

    [Fact]
    public void Find_refuses_two_files_of_one_name()
    {
        _folder.Write("\u00e9.jpg");
        _folder.Write("e\u0301.jpg");

        CliException failure = Assert.Throws<CliException>(() => PhotoFolder.Find(_folder.Path, everyEnding: false));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
    }

    [Fact]
    public void Find_marks_names_that_no_blob_can_have()
    {
        string folder = _folder.Path;
        for (int level = 0; level < 6; level++)
        {
            folder = Path.Combine(folder, new string('x', 200));
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "a.jpg"), "x");

        PhotoFile photo = Assert.Single(PhotoFolder.Find(_folder.Path, everyEnding: false));

        Assert.Contains("1024", photo.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_needs_a_folder_with_a_photo()
    {
        _folder.Write("notes.txt");

        Assert.Equal(ExitCode.NotFound, Assert.Throws<CliException>(() => PhotoFolder.Find(_folder.Path, everyEnding: false)).ExitCode);
        Assert.Equal(ExitCode.NotFound, Assert.Throws<CliException>(() => PhotoFolder.Find(_folder.Combine("missing"), everyEnding: false)).ExitCode);
        Assert.Equal(ExitCode.Usage, Assert.Throws<CliException>(() => PhotoFolder.Find(_folder.Combine("notes.txt"), everyEnding: false)).ExitCode);
    }

    private IEnumerable<string> Names() => PhotoFolder.Find(_folder.Path, everyEnding: false).Select(photo => photo.Name);
}
