using FaceFunctions.Benchmarks.IndexLoad;

namespace FaceFunctions.Benchmarks.Tests.IndexLoad;

public class ClusteredVectorsTests
{
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(3, 0)]
    [InlineData(7, 1)]
    [InlineData(128, 0.6)]
    [InlineData(512, 0.6)]
    public void Each_face_is_a_unit_vector(int dimension, double cosine)
    {
        var vectors = new ClusteredVectors(seed: 1, people: 50, facesPerPerson: 3, dimension, cosine);

        Assert.All(Faces(vectors), face => Assert.Equal(1, Math.Sqrt(Dot(face, face)), tolerance: 1e-6));
    }

    [Theory]
    [InlineData(16, 0.3)]
    [InlineData(128, 0)]
    [InlineData(128, 0.6)]
    [InlineData(512, 0.9)]
    [InlineData(33, 1)]
    public void Faces_of_a_person_have_the_wanted_mean_cosine_and_spread(int dimension, double cosine)
    {
        const int People = 1000;
        var vectors = new ClusteredVectors(seed: 2, People, facesPerPerson: 2, dimension, cosine);

        double[] cosines = [.. vectors.Gallery.Select(person => Dot(person.Face(0), person.Face(1)))];

        double spread = (1 - cosine) / Math.Sqrt(dimension - 1);
        Assert.Equal(cosine, cosines.Average(), tolerance: (4 * spread / Math.Sqrt(People)) + 1e-6);
        Assert.Equal(spread, Math.Sqrt(cosines.Average(value => (value - cosine) * (value - cosine))), tolerance: (0.1 * spread) + 1e-6);
    }

    [Fact]
    public void People_are_strangers_to_each_other_whichever_way_they_look()
    {
        const int People = 1000;
        const int Dimension = 128;
        var vectors = new ClusteredVectors(seed: 3, People, facesPerPerson: 1, Dimension, cosine: 0.6);

        float[][] faces = [.. Faces(vectors)];
        double[] cosines = [.. faces.Zip(faces.Skip(1), Dot)];

        Assert.Equal(0, cosines.Average(), tolerance: 4 / Math.Sqrt((double)Dimension * People));
        Assert.Equal(1 / Math.Sqrt(Dimension), Math.Sqrt(cosines.Average(value => value * value)), tolerance: 0.01);
        Assert.All(Enumerable.Range(0, Dimension), i => Assert.Equal(0, faces.Average(face => face[i]), tolerance: 5 / Math.Sqrt((double)Dimension * People)));
        Assert.All(Enumerable.Range(0, Dimension), i => Assert.Equal(1.0 / Dimension, faces.Average(face => face[i] * face[i]), tolerance: 0.3 / Dimension));
    }

    [Fact]
    public void The_same_seed_gives_the_same_vectors_in_any_order()
    {
        float[][] inOrder = [.. Faces(new ClusteredVectors(seed: 4, people: 20, facesPerPerson: 3, dimension: 33, cosine: 0.6))];

        var again = new ClusteredVectors(seed: 4, people: 20, facesPerPerson: 3, dimension: 33, cosine: 0.6);
        float[][] backwards = new float[60][];
        for (int i = 59; i >= 0; i--)
        {
            backwards[i] = again.Person(i / 3).Face(i % 3);
        }

        float[][] atOnce = new float[60][];
        Parallel.For(0, 60, i => atOnce[i] = again.Person(i / 3).Face(i % 3));
        Assert.Equal(inOrder, backwards);
        Assert.Equal(inOrder, atOnce);
    }

    [Fact]
    public void A_larger_gallery_holds_the_smaller_one()
    {
        float[][] small = [.. Faces(new ClusteredVectors(seed: 5, people: 3, facesPerPerson: 2, dimension: 16, cosine: 0.6))];
        var large = new ClusteredVectors(seed: 5, people: 3000, facesPerPerson: 9, dimension: 16, cosine: 0.6);

        Assert.Equal(small, Enumerable.Range(0, 6).Select(i => large.Person(i / 2).Face(i % 2)));
    }

    [Fact]
    public void Seeds_people_and_faces_all_differ()
    {
        var vectors = new ClusteredVectors(seed: 6, people: 100, facesPerPerson: 4, dimension: 8, cosine: 0.6);
        var others = new ClusteredVectors(seed: 7, people: 100, facesPerPerson: 4, dimension: 8, cosine: 0.6);

        string[] all = [.. Faces(vectors).Concat(Faces(others)).Select(face => string.Join(' ', face))];

        Assert.Equal(800, all.Distinct().Count());
    }

    [Fact]
    public void A_photo_tells_its_person_and_face() =>
        Assert.Equal((12, 3), ClusteredPerson.Parse(new ClusteredVectors(seed: 1, people: 1, facesPerPerson: 1, dimension: 2, cosine: 0).Person(12).PhotoOf(3)));

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 0, facesPerPerson: 1, dimension: 2, cosine: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 0, dimension: 2, cosine: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 1, dimension: 1, cosine: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 1, dimension: 2, cosine: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 1, dimension: 2, cosine: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 1, dimension: 2, cosine: 0.5).Person(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredVectors(1, people: 1, facesPerPerson: 1, dimension: 2, cosine: 0.5).Person(0).Face(-1));
    }

    private static IEnumerable<float[]> Faces(ClusteredVectors vectors) =>
        vectors.Gallery.SelectMany(person => Enumerable.Range(0, vectors.FacesPerPerson).Select(person.Face));

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
