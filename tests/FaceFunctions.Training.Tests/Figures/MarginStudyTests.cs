using FaceFunctions.Training.Figures;
using SkiaSharp;

namespace FaceFunctions.Training.Tests.Figures;

public sealed class MarginStudyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-margins-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_draws_both_figures_and_writes_a_row_for_each_loss()
    {
        var options = new MarginStudyOptions { CirclePeople = 3, CirclePhotos = 20, CircleEpochs = 2, TrainingPeople = 20, TestPeople = 20, Photos = 3, Epochs = 1 };

        string table = new MarginStudy(options).Run(_folder.FullName, _ => { }, TestContext.Current.CancellationToken);

        Assert.All(new[] { "| Softmax |", "| L-softmax | m = 2 |", "| CosFace |", "| ArcFace |" }, row => Assert.Contains(row, table, StringComparison.Ordinal));
        foreach (string figure in new[] { "circle.png", "cosines.png" })
        {
            using SKBitmap picture = SKBitmap.Decode(Path.Combine(_folder.FullName, figure));
            Assert.Equal(860, picture.Width);

            // A figure without text would still have lines: look for the dark pixels of a panel's title.
            Assert.Contains(Enumerable.Range(0, 430 * 40), i => picture.GetPixel(i % 430, i / 430).Red < 100);
        }
    }

    [Fact]
    public void Points_on_their_own_ray_are_right_and_at_no_angle()
    {
        float[][] rays = [[1, 0], [0, 1], [-1, 0]];
        var exact = new FigureData("exact", rays, [0, 1, 2], rays, [], []);
        var wrong = new FigureData("wrong", [[0, 1]], [0], rays, [], []);

        Assert.Equal((1, 0), (exact.Accuracy, exact.MeanAngle));
        Assert.Equal(0, wrong.Accuracy);
        Assert.Equal(90, wrong.MeanAngle, 1e-3);
    }
}
