using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Health;

/// <summary>A gallery whose cosines are known: each face shows somebody, and has a direction of its own, at right angles to everything else.</summary>
/// <remarks>Faces of one person with shares a and b have the cosine a * b; faces of two people have 0.</remarks>
internal sealed class PlantedGallery : IFaceQualities
{
    private const int Dimension = 64;
    private const int MostPeople = 16;

    private readonly List<(NamedFace Face, FaceQuality Quality)> _faces = [];

    public static readonly FaceQuality Good = new(Score: 0.9f, DetectionScore: 0.95f, SidePixels: 150, Sharpness: 0.6f, Brightness: 0.5f, YawDegrees: 3, PitchDegrees: -4, RollDegrees: 1);

    /// <summary>Adds a face.</summary>
    /// <param name="photo">Its photo, <c>person/file</c>: the person whom it is filed under.</param>
    /// <param name="shows">Who is in it, from 0.</param>
    /// <param name="share">How much of that person is in it, from 0 to 1.</param>
    /// <param name="quality">Null for a good one.</param>
    public PlantedGallery Add(string photo, int shows, double share = 0.9, FaceQuality? quality = null)
    {
        float[] values = new float[Dimension];
        values[shows] = (float)share;
        values[MostPeople + _faces.Count] = (float)Math.Sqrt(1 - (share * share));
        _faces.Add((new NamedFace(photo, photo.Split('/')[0], FaceEmbedding.FromModelOutput(values)), quality ?? Good));
        return this;
    }

    public FaceIndex Index()
    {
        var builder = new FaceIndexBuilder(Dimension);
        foreach ((NamedFace face, _) in _faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        return builder.Build();
    }

    public async Task<HealthReport> ExamineAsync(int top = 10) => await new HealthExaminer(this, new HealthLimits())
        .ExamineAsync("bundle-a", Index(), new MatchThresholds(0.5f, 0.3f), top, TestContext.Current.CancellationToken);

    public async IAsyncEnumerable<MeasuredFace> ReadQualitiesAsync(string bundleId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Assert.Equal("bundle-a", bundleId);
        await Task.Yield();
        foreach ((NamedFace face, FaceQuality quality) in Enumerable.Reverse(_faces))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new MeasuredFace(face.Person, face.Photo, quality);
        }
    }
}
