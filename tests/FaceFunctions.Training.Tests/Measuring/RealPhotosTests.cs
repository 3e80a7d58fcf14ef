using FaceFunctions.Training.Measuring;

namespace FaceFunctions.Training.Tests.Measuring;

public sealed class RealPhotosTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-pairs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_without_pairs_is_refused() => Refused("pairs.csv is not there");

    [Theory]
    [InlineData("photo_a,photo_b,same\na.jpg,b.jpg,maybe\n", "\"a.jpg,b.jpg,maybe\"")]
    [InlineData("photo_a,photo_b,same\na.jpg\n", "\"a.jpg\"")]
    [InlineData("photo_a,photo_b,same\na.jpg,b.jpg,1\na.jpg,c.jpg,0\n", "is not there")]
    [InlineData("photo_a,photo_b,same\npairs.csv,pairs.csv,1\npairs.csv,pairs.csv,0\n", "pairs.csv, of")]
    [InlineData("photo_a,photo_b,same\na.jpg,b.jpg,1\n\n", "pairs of different people")]
    [InlineData("a.jpg,b.jpg,1\na.jpg,c.jpg,0\n", "heading")]
    [InlineData("", "heading")]
    public async Task A_wrong_list_is_refused_with_its_line(string list, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "pairs.csv"), list, TestContext.Current.CancellationToken);

        Refused(expected);
    }

    private void Refused(string expected) =>
        Assert.Contains(expected, Assert.Throws<TrainingException>(() => RealPhotos.Read(_folder.FullName)).Message, StringComparison.Ordinal);
}
