using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Calibration;

public class PeopleComparisonTests
{
    [Fact]
    public async Task Compare_agrees_with_a_plain_search_of_every_photo_among_all_others()
    {
        NamedFace[] faces = Gallery(people: 100, photosOfEach: 2, seed: 1);

        ComparedPeople compared = await CompareAsync(faces, mostProbes: 1000);

        // The oracle: every photo with every other person, at that person's nearest photo; 19,800 of them, of which the highest 4,000 are kept.
        double[] expected =
        [
            .. (from probe in faces
                from person in faces.GroupBy(face => face.Person)
                where person.Key != probe.Person
                select person.Max(face => Vectors.DotInDouble(face.Embedding.Values, probe.Embedding.Values))).OrderDescending(),
        ];
        double[] own = [.. faces.Select(probe => faces.Where(face => face.Person == probe.Person && face != probe).Max(face => Vectors.DotInDouble(face.Embedding.Values, probe.Embedding.Values))).Order()];
        Assert.Equal(expected.Length, compared.Design.Comparisons);
        Assert.Equal(ComparedPeople.MostScores, compared.Highest.Count);
        Assert.All(expected.Zip(compared.Highest), pair => Assert.Equal(pair.First, pair.Second.Similarity, 1e-5));
        Assert.All(own.Zip(compared.Genuine.Order()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal((200, 2.0, 100), (compared.Probes, compared.PhotosPerPerson, compared.Design.People));
    }

    [Fact]
    public async Task Compare_takes_so_many_probes_at_most_and_others_by_another_seed()
    {
        NamedFace[] faces = Gallery(people: 50, photosOfEach: 3, seed: 2);

        ComparedPeople few = await CompareAsync(faces, mostProbes: 20), others = await CompareAsync(faces, mostProbes: 20, seed: 2);

        Assert.Equal((20, 20 * 49L), (few.Probes, few.Design.Comparisons));
        Assert.NotEqual(few.Highest, others.Highest);
    }

    [Fact]
    public async Task Measured_rate_is_the_mean_over_all_galleries_of_so_many_of_the_people()
    {
        NamedFace[] faces = Gallery(people: 9, photosOfEach: 1, seed: 3);
        ComparedPeople compared = await CompareAsync(faces, mostProbes: 100);
        float threshold = compared.Highest[8].Similarity;

        // Every choice of three of the eight others of each probe.
        var found = new List<bool>();
        foreach (NamedFace probe in faces)
        {
            bool[] hits = [.. faces.Where(face => face != probe).Select(face => face.Embedding.CosineSimilarity(probe.Embedding) >= threshold - 1e-6)];
            for (int mask = 0; mask < 256; mask++)
            {
                if (int.PopCount(mask) == 3)
                {
                    found.Add(Enumerable.Range(0, 8).Any(person => (mask & (1 << person)) != 0 && hits[person]));
                }
            }
        }

        Assert.Equal(found.Average(one => one ? 1.0 : 0), compared.MeasuredRate(threshold, 3)!.Value, 1e-9);
        Assert.Null(compared.MeasuredRate(threshold, 9));
    }

    [Fact]
    public async Task Strangers_searched_for_in_a_new_gallery_find_somebody_as_often_as_the_calibration_of_another_says()
    {
        const int People = 250, Strangers = 4000;
        ComparedPeople compared = await CompareAsync(Gallery(People, photosOfEach: 2, seed: 4), mostProbes: 1000);
        var calibrated = Assert.IsType<CalibrationOutcome.Calibrated>(new Calibrator(200).Calibrate(compared, CalibratorTests.Request(People), TestContext.Current.CancellationToken));
        CalibrationPoint point = calibrated.At(People);

        NamedFace[] gallery = Gallery(People, photosOfEach: 2, seed: 5);
        var random = new Random(6);
        int found = Enumerable.Range(0, Strangers).Select(_ => Vectors.Random(random, 24)).Count(stranger => gallery.Any(face => Vectors.DotInDouble(face.Embedding.Values, stranger.Values) >= point.Match));

        // The interval, and three deviations of 4,000 searches.
        double achieved = (double)found / Strangers, chance = 3 * Math.Sqrt(0.01 / Strangers);
        Assert.InRange(achieved, point.RateInterval.Low - chance, point.RateInterval.High + chance);
        Assert.InRange(achieved, 0.001, 0.03);
    }

    private static NamedFace[] Gallery(int people, int photosOfEach, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, people).SelectMany(person =>
        {
            float[] centre = Vectors.Random(random, 24).Values.ToArray();
            return Enumerable.Range(0, photosOfEach).Select(photo => new NamedFace(
                $"{person}/{photo}", $"{person}", FaceEmbedding.FromModelOutput([.. centre.Zip(Vectors.Random(random, 24).Values.ToArray(), (c, noise) => c + (0.5f * noise))])));
        })];
    }

    // In parts, as partitions of a gallery are: a person's photos lie in several.
    private static Task<ComparedPeople> CompareAsync(NamedFace[] faces, int mostProbes, int seed = 1)
    {
        return PeopleComparison.CompareAsync(() => Parts(), mostProbes, seed, TestContext.Current.CancellationToken);

        async IAsyncEnumerable<IReadOnlyList<NamedFace>> Parts()
        {
            for (int part = 0; part < 4; part++)
            {
                await Task.Yield();
                yield return [.. faces.Where((_, i) => i % 4 == part)];
            }
        }
    }
}
