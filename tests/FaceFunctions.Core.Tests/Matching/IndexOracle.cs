using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

/// <summary>What a search must find, by plain loops in double over a list of faces.</summary>
internal static class IndexOracle
{
    private const double Tolerance = 1e-5;

    public static void AssertAgrees(FaceIndex index, IReadOnlyCollection<NamedFace> faces, FaceEmbedding query, int top, string? excludedPhoto = null)
    {
        Dictionary<string, double> best = [];
        foreach (NamedFace face in faces.Where(face => face.Photo != excludedPhoto))
        {
            double similarity = Vectors.DotInDouble(face.Embedding.Values, query.Values);
            best[face.Person] = Math.Max(best.GetValueOrDefault(face.Person, double.NegativeInfinity), similarity);
        }

        var matches = new PersonMatch[top];
        int found = index.Search(query.Values, excludedPhoto, matches);

        Assert.Equal(Math.Min(top, best.Count), found);
        double[] expected = [.. best.Values.OrderDescending().Take(top)];
        for (int i = 0; i < found; i++)
        {
            PersonMatch match = matches[i];
            Assert.Equal(expected[i], match.Similarity, Tolerance);
            Assert.Equal(best[match.Person], match.Similarity, Tolerance);
            Assert.Contains(faces, face => face.Person == match.Person && face.Photo == match.Photo && face.Photo != excludedPhoto
                && Math.Abs(Vectors.DotInDouble(face.Embedding.Values, query.Values) - match.Similarity) < Tolerance);
        }

        Assert.Equal(found, matches[..found].Select(match => match.Person).Distinct().Count());
        Assert.All(matches[found..], match => Assert.Equal(default, match));
        Assert.Equal(faces.Count, index.FaceCount);
        Assert.Equal(faces.Select(face => face.Person).Distinct().Count(), index.PersonCount);
        Assert.Equal(
            faces.GroupBy(face => face.Person).Select(group => new PersonSummary(group.Key, group.Count())).OrderBy(person => person.Person, StringComparer.Ordinal),
            index.People());
    }
}
