using System.Diagnostics;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Portraits;

namespace FaceFunctions.Training.Measuring;

/// <summary>Embeddings of drawn people, made by the product's own analyzer: decoded, cut, mirrored and embedded as in a running app.</summary>
internal sealed class EmbeddedPeople
{
    private readonly FaceEmbedding[] _embeddings;

    private EmbeddedPeople(FaceEmbedding[] embeddings, int people, int photosPerPerson) => (_embeddings, People, PhotosPerPerson) = (embeddings, people, photosPerPerson);

    /// <summary>Number of people.</summary>
    public int People { get; }

    /// <summary>Photos of each.</summary>
    public int PhotosPerPerson { get; }

    /// <summary>The embedding of one photo of one person.</summary>
    public ReadOnlySpan<float> this[int person, int photo] => _embeddings[(person * PhotosPerPerson) + photo].Values;

    /// <summary>Draws and embeds.</summary>
    /// <param name="analyzer">Has a bundle without a detector.</param>
    /// <param name="set">Whom to draw.</param>
    /// <param name="firstPerson">The first of them.</param>
    /// <param name="people">How many.</param>
    /// <param name="photosPerPerson">Photos of each.</param>
    /// <param name="embedded">Hears after each photo; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops between two photos.</param>
    public static async Task<EmbeddedPeople> CreateAsync(
        IPhotoAnalyzer analyzer, PortraitSet set, int firstPerson, int people, int photosPerPerson, Action? embedded, CancellationToken cancellationToken)
    {
        var embeddings = new FaceEmbedding[people * photosPerPerson];
        await Parallel.ForAsync(0, embeddings.Length, cancellationToken, async (i, stop) =>
        {
            PortraitPhoto photo = set.Draw(firstPerson + (i / photosPerPerson), i % photosPerPerson);
            embeddings[i] = await analyzer.AnalyzeAsync(photo.File, stop) is PhotoAnalysis.FacesFound { Faces: [var face] }
                ? face.Embedding
                : throw new UnreachableException("Without a detector, every portrait is one face.");
            embedded?.Invoke();
        });
        return new EmbeddedPeople(embeddings, people, photosPerPerson);
    }
}
