using FaceFunctions.Core.Recognition;
using FaceFunctions.Training.Measuring;

namespace FaceFunctions.Training.Tests.Measuring;

public sealed class RealPhotosTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-pairs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task A_folder_without_pairs_is_refused() => RefusedAsync("pairs.csv is not there");

    [Theory]
    [InlineData("photo_a,photo_b,same\na.jpg,b.jpg,maybe\n", "\"a.jpg,b.jpg,maybe\"")]
    [InlineData("photo_a,photo_b,same\na.jpg\n", "\"a.jpg\"")]
    [InlineData("photo_a,photo_b,same\na.jpg,b.jpg,1\n", "a.jpg, of")]
    public async Task A_wrong_list_is_refused_with_its_line(string list, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "pairs.csv"), list, TestContext.Current.CancellationToken);

        await RefusedAsync(expected);
    }

    private async Task RefusedAsync(string expected)
    {
        TrainingException refusal = await Assert.ThrowsAsync<TrainingException>(() => RealPhotos.CompareAsync(new NoAnalyzer(), _folder.FullName, TestContext.Current.CancellationToken));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private sealed class NoAnalyzer : IPhotoAnalyzer
    {
        public ValueTask<RecognitionModel> GetModelAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PhotoAnalysis> AnalyzeAsync(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
