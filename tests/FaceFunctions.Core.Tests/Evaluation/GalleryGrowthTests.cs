using CsCheck;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Evaluation;

public class GalleryGrowthTests
{
    [Fact]
    public void Every_size_agrees_with_searching_by_hand() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 30], Gen.Int).Sample(
            (people, probeCount, seed) =>
            {
                var random = new Random(seed);
                LabelledEmbedding[] gallery =
                [
                    .. Enumerable.Range(0, people).SelectMany(person => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => new LabelledEmbedding(person, Draw(random)))),
                ];
                LabelledEmbedding[] probes = [.. Enumerable.Range(0, probeCount).Select(_ => new LabelledEmbedding(random.Next(people + 3) is var person && person < people ? person : -1, Draw(random)))];
                int[] sizes = [.. Enumerable.Range(1, people)];

                IReadOnlyList<GrowthResult> results = GalleryGrowth.Measure(gallery, probes, sizes);

                foreach ((int size, GrowthResult result) in sizes.Zip(results))
                {
                    // The oracle: for each probe the list of people, sorted by the nearest photo in double; of equal ones the probe's own last.
                    var ranks = new List<int>();
                    var strangers = new List<double>();
                    foreach (LabelledEmbedding probe in probes.Where(probe => probe.Person < size))
                    {
                        (int Person, double Best)[] list =
                        [
                            .. gallery.Where(face => face.Person < size).GroupBy(face => face.Person).Select(photos => (photos.Key, photos.Max(photo => Dot(photo.Embedding, probe.Embedding))))
                                .OrderByDescending(one => one.Item2).ThenBy(one => one.Key == probe.Person),
                        ];
                        if (probe.Person < 0)
                        {
                            strangers.Add(list[0].Best);
                        }
                        else
                        {
                            ranks.Add(1 + Array.FindIndex(list, one => one.Person == probe.Person));
                        }
                    }

                    Assert.Equal(size, result.People);
                    Assert.Equal(ranks.Count, result.Ranks?.Probes ?? 0);
                    for (int rank = 1; rank <= size && ranks.Count > 0; rank++)
                    {
                        Assert.Equal((double)ranks.Count(one => one <= rank) / ranks.Count, result.Ranks!.RateAt(rank), 1e-12);
                    }

                    Assert.Equal(ranks.Count > 0 && strangers.Count > 0, result.OpenSet is not null);
                    if (result.OpenSet is { } open)
                    {
                        Assert.Equal(strangers.Count, open.NonMatedProbes);
                        Assert.Equal((double)strangers.Count(one => one >= 0.5) / strangers.Count, open.FalsePositiveIdentificationRate(0.5f), 1e-12);
                        Assert.Equal(open.Rank1Rate, result.Ranks!.RateAt(1), 1e-12);
                    }
                }
            },
            iter: 200);

    [Fact]
    public void Points_are_the_rates_at_every_similarity_of_a_stranger()
    {
        var open = new OpenSetIdentification([new MatedProbe(0.9f, 0.1f), new MatedProbe(0.5f, 0.2f), new MatedProbe(0.3f, 0.4f)], [0.6f, 0.4f, 0.4f, 0.1f]);

        IdentificationPoint[] points = [.. open.Points()];

        Assert.Equal([MathF.BitIncrement(0.6f), 0.6f, 0.4f, 0.1f], points.Select(point => point.Threshold));
        Assert.Equal([0, 0.25, 0.75, 1], points.Select(point => point.FalsePositiveIdentificationRate));
        Assert.Equal([2.0 / 3, 2.0 / 3, 1.0 / 3, 1.0 / 3], points.Select(point => point.FalseNegativeIdentificationRate).Select(rate => Math.Round(rate, 15)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.25, Assert.NotNull(open.PointAt(0.25)).FalsePositiveIdentificationRate);
        Assert.Null(open.PointAt(0.24));
    }

    [Fact]
    public void Sizes_and_people_must_fit()
    {
        LabelledEmbedding face = new(0, Draw(new Random(1)));

        Assert.Throws<ArgumentException>(() => GalleryGrowth.Measure([face], [face], [2]));
        Assert.Throws<ArgumentException>(() => GalleryGrowth.Measure([face], [face], [0]));
        Assert.Throws<ArgumentException>(() => GalleryGrowth.Measure([face], [face], [1, 1]));
        Assert.Throws<ArgumentException>(() => GalleryGrowth.Measure([face with { Person = 1 }], [face], [1]));
        Assert.Throws<ArgumentException>(() => GalleryGrowth.Measure([face], [new LabelledEmbedding(0, FaceEmbedding.FromModelOutput([1, 2]))], [1]));
        Assert.Throws<ArgumentException>(() => new CumulativeMatchCurve([]));
        Assert.Throws<ArgumentException>(() => new CumulativeMatchCurve([0]));
    }

    private static FaceEmbedding Draw(Random random) => FaceEmbedding.FromModelOutput([(float)(random.NextDouble() - 0.5), (float)(random.NextDouble() - 0.5), (float)(random.NextDouble() - 0.5)]);

    private static double Dot(FaceEmbedding a, FaceEmbedding b) => ((double)a.Values[0] * b.Values[0]) + ((double)a.Values[1] * b.Values[1]) + ((double)a.Values[2] * b.Values[2]);
}
