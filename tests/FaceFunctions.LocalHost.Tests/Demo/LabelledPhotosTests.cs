using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class LabelledPhotosTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("photos-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Folders_are_people()
    {
        Write("ruan/10.jpg", "ruan/2.JPG", "ruan/notes.txt", "Zoë/a.png", "loose.jpg");

        Assert.Equal(["Zoë/a.png", "ruan/2.JPG", "ruan/10.jpg"], Read().Select(photo => photo.BlobName).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public void People_of_pairs_are_what_same_pairs_connect()
    {
        Write([.. Enumerable.Range(1, 10).Select(i => $"img{i}.jpg")]);
        WritePairs("img10.jpg,img2.jpg,1", "img1.jpg,img2.jpg,0", "img3.jpg,img4.jpg,1", "img5.jpg,img6.jpg,1", "img4.jpg,img6.jpg,1", "img7.jpg,img1.jpg,0", "img6.jpg,img3.jpg,1");

        Assert.Equal(
            ["img1: img1", "img2: img2 img10", "img3: img3 img4 img5 img6", "img7: img7"],
            Read().GroupBy(photo => photo.Person).Select(person => $"{person.Key}: {string.Join(' ', person.Select(photo => Path.GetFileNameWithoutExtension(photo.FileName)))}"));
    }

    [Fact]
    public void A_photo_reads_its_file()
    {
        Write("ruan/1.jpg");
        File.WriteAllText(Path.Combine(_folder.FullName, "ruan", "1.jpg"), "content");

        Assert.Equal("content"u8, Assert.Single(Read()).Read());
    }

    [Theory]
    [InlineData("img1.jpg,img2.jpg")]
    [InlineData("img1.jpg,img2.jpg,yes")]
    [InlineData("img1.jpg,missing.jpg,1")]
    public void A_wrong_line_is_told_by_its_number(string line)
    {
        Write("img1.jpg", "img2.jpg");
        WritePairs("img1.jpg,img2.jpg,0", line);

        LocalHostException error = Assert.Throws<LocalHostException>(Read);

        Assert.Contains("ine 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_labels_is_told()
    {
        Write("loose.jpg");

        Assert.Contains("pairs.csv", Assert.Throws<LocalHostException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_told() => Assert.Contains("--photos", Assert.Throws<LocalHostException>(() => LabelledPhotos.Read(Path.Combine(_folder.FullName, "no"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shared_photos_show_nine_people()
    {
        IReadOnlyList<LabelledPhoto> photos = LabelledPhotos.Read(FaceFunctions.Testing.SharedFiles.Path("photos"));

        Assert.Equal((25, 9), (photos.Count, photos.Select(photo => photo.Person).Distinct().Count()));
    }

    private IReadOnlyList<LabelledPhoto> Read() => LabelledPhotos.Read(_folder.FullName);

    private void WritePairs(params string[] lines) => File.WriteAllLines(Path.Combine(_folder.FullName, "pairs.csv"), ["photo_a,photo_b,same", .. lines, ""]);

    private void Write(params string[] files)
    {
        foreach (string file in files)
        {
            string path = Path.Combine(_folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }
}
