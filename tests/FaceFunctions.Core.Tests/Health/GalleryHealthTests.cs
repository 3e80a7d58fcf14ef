using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Health;

public sealed class GalleryHealthTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryGalleryStore _store = new();
    private readonly InMemoryBlobs _blobs;
    private readonly FakeAnalyzer _analyzer = new();
    private readonly GalleryMirror _mirror;
    private readonly StoredQualities _qualities;

    public GalleryHealthTests()
    {
        _blobs = new InMemoryBlobs(_time);
        _mirror = new GalleryMirror(_store, _time);
        _qualities = new StoredQualities(_store);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mirror.Dispose();

    [Fact]
    public async Task A_report_is_made_once_until_the_gallery_changes()
    {
        using GalleryHealth health = New();
        await EnrollAsync("ana/1.jpg", 1);

        HealthReport first = await ReportAsync(health);
        HealthReport second = await ReportAsync(health);
        await EnrollAsync("ben/1.jpg", 2);
        HealthReport third = await ReportAsync(health);

        Assert.Same(first, second);
        Assert.Equal((1, 2), (first.FaceCount, third.FaceCount));
        Assert.Equal(2, _qualities.Reads);
    }

    [Fact]
    public async Task Another_number_of_findings_is_another_report()
    {
        using GalleryHealth health = New();
        await EnrollAsync("ana/1.jpg", 1);
        await EnrollAsync("ben/1.jpg", 2);

        HealthReport one = await ReportAsync(health, top: 1);
        HealthReport two = await ReportAsync(health, top: 2);

        Assert.Equal([1, 2], new[] { one, two }.Select(report => report.Sections.Single(section => section.Kind == HealthKind.OnlyPhoto).Findings.Count));
    }

    [Fact]
    public async Task One_run_is_made_for_all_who_ask_at_once()
    {
        using GalleryHealth health = New();
        await EnrollAsync("ana/1.jpg", 1);
        var gate = new TaskCompletionSource();
        _qualities.Gate = gate.Task;

        Task<HealthReport>[] asked = [.. Enumerable.Range(0, 4).Select(_ => ReportAsync(health))];
        await _qualities.Started.Task.WaitAsync(Cancellation);
        Assert.All(asked, task => Assert.False(task.IsCompleted));
        gate.SetResult();
        HealthReport[] reports = await Task.WhenAll(asked);

        Assert.All(reports, report => Assert.Same(reports[0], report));
        Assert.Equal(1, _qualities.Reads);
    }

    [Fact]
    public async Task Who_waits_makes_the_run_that_another_left()
    {
        using GalleryHealth health = New();
        await EnrollAsync("ana/1.jpg", 1);
        var gate = new TaskCompletionSource();
        _qualities.Gate = gate.Task;
        using var leaves = new CancellationTokenSource();

        Task<HealthOutcome> left = health.GetAsync(_analyzer.Model, 10, leaves.Token);
        await _qualities.Started.Task.WaitAsync(Cancellation);
        Task<HealthReport> waits = ReportAsync(health);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.Equal(1, (await waits).FaceCount);
        Assert.Equal(2, _qualities.Reads);
    }

    [Fact]
    public async Task A_gallery_that_is_too_large_is_not_looked_over()
    {
        using GalleryHealth health = New(maxFaces: 1);
        await EnrollAsync("ana/1.jpg", 1);
        await EnrollAsync("ana/2.jpg", 1);

        Assert.Equal(new HealthOutcome.TooLarge(2, 1), await health.GetAsync(_analyzer.Model, 10, Cancellation));
        Assert.Equal(0, _qualities.Reads);
    }

    private GalleryHealth New(int maxFaces = GalleryHealth.UsualMaxFaces) => new(_mirror, new HealthExaminer(_qualities, new HealthLimits()), calibrations: null, maxFaces);

    private async Task<HealthReport> ReportAsync(GalleryHealth health, int top = 10) =>
        Assert.IsType<HealthOutcome.Examined>(await health.GetAsync(_analyzer.Model, top, Cancellation)).Report;

    private async Task EnrollAsync(string name, int seed)
    {
        _blobs.Upload(name, $"one:{seed}");
        await new Enroller(_blobs, _store, _analyzer, new EnrollmentRules(), _time).EnrollAsync(name, Cancellation);
        _mirror.Invalidate();
    }

    private sealed class StoredQualities(InMemoryGalleryStore store) : IFaceQualities
    {
        public Task Gate { get; set; } = Task.CompletedTask;

        public TaskCompletionSource Started { get; } = new();

        public int Reads { get; private set; }

        public async IAsyncEnumerable<MeasuredFace> ReadQualitiesAsync(string bundleId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Reads++;
            Started.TrySetResult();
            await Gate.WaitAsync(cancellationToken);
            foreach (FaceRecord face in store.Everything.SelectMany(photo => photo.Faces).Where(face => face.Person is not null))
            {
                yield return new MeasuredFace(face.Person!, store.Everything.Single(photo => photo.Faces.Contains(face)).Photo.Name, face.Quality);
            }
        }
    }
}
