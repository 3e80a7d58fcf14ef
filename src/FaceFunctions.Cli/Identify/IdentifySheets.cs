using System.Text;
using FaceFunctions.Cli.Health;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;
using FaceFunctions.Core.Detection;
using FaceFunctions.Evaluation.Answers;
using FaceFunctions.Training;

namespace FaceFunctions.Cli.Identify;

/// <summary>The files of <c>identify</c>: a CSV, and a page with the faces.</summary>
/// <param name="csv">Full path; null for none.</param>
/// <param name="html">Full path; null for none.</param>
internal sealed class IdentifySheets(string? csv, string? html)
{
    private const int PicturesAtOnce = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Finds out whether they can be written, before anything is asked.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    public void EnsureWritable()
    {
        foreach (string file in new[] { csv, html }.OfType<string>())
        {
            OutputFile.EnsureWritable(file);
        }
    }

    /// <summary>Writes the rows of what was answered; when a run was cut short, of what was answered until then.</summary>
    public void WriteCsv(IEnumerable<IdentifiedPhoto?> photos)
    {
        if (csv is not null)
        {
            using var writer = new StreamWriter(csv, append: false, Utf8);
            AnswersCsv.Write(writer, photos.OfType<IdentifiedPhoto>().SelectMany(RowsOf));
        }
    }

    /// <summary>Writes the page. The service cuts out the gallery's faces, and this machine its own.</summary>
    /// <param name="run">The run.</param>
    /// <param name="photos">The answers.</param>
    /// <param name="areFiles">Whether the photos are files of this machine.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteHtmlAsync(CommandRun run, IReadOnlyList<IdentifiedPhoto> photos, bool areFiles, CancellationToken cancellationToken)
    {
        if (html is null)
        {
            return;
        }

        AnsweredFace[] faces = [.. photos.SelectMany(RowsOf)];
        string[] wanted = [.. faces.Where(face => face.Error is null).Take(AnswersSheet.MostPictures).Select(face => face.BestPhoto).OfType<string>().Distinct(StringComparer.Ordinal)];
        string?[] pictures = new string?[wanted.Length];
        await run.Report.WithProgressAsync(wanted.Length, ProgressUnit.Photos, async progress =>
        {
            progress.Describe("Cutting out");
            int done = 0;
            await Parallel.ForAsync(0, wanted.Length, new ParallelOptions { MaxDegreeOfParallelism = PicturesAtOnce, CancellationToken = cancellationToken }, async (i, token) =>
            {
                pictures[i] = await HealthSheet.PictureAsync(run.Api, wanted[i], token);
                progress.Set(Interlocked.Increment(ref done));
            });
            return done;
        });
        Dictionary<string, string?> pictureOf = wanted.Zip(pictures).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        string summary = $"{photos.Count} photos, {photos.Count(photo => photo.Error is not null)} without an answer.";
        string page = AnswersSheet.Create(summary, faces, photo => areFiles ? photo : null, photo => pictureOf.GetValueOrDefault(photo), cancellationToken);
        await File.WriteAllTextAsync(html, page, Utf8, cancellationToken);
    }

    /// <summary>A row a face; one for a photo without an answer, as one without a face is, too.</summary>
    internal static IEnumerable<AnsweredFace> RowsOf(IdentifiedPhoto photo)
    {
        if (photo.Found is not { } answer)
        {
            return [new AnsweredFace(photo.Photo) { Error = photo.Error!.Kind, Message = photo.Error.Message }];
        }

        return answer.Faces.Select((face, number) =>
        {
            // Candidates come best first; who is named may be the second, where the first was named in another face.
            Candidate? best = face.Candidates.FirstOrDefault(candidate => face.Person is null || candidate.Person == face.Person);
            Candidate? next = face.Candidates.FirstOrDefault(candidate => candidate.Person != best?.Person);
            return new AnsweredFace(photo.Photo)
            {
                Number = number,
                Box = new PixelBox((float)face.Box.X, (float)face.Box.Y, (float)face.Box.Width, (float)face.Box.Height),
                Decision = face.Decision.ToString(),
                Person = face.Person,
                Similarity = best?.Similarity,
                Margin = best?.Similarity - next?.Similarity,
                BestPhoto = best?.Photo,
            };
        });
    }
}
