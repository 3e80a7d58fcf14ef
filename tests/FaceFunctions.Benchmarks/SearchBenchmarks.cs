using BenchmarkDotNet.Attributes;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks;

/// <summary>One query, the five nearest people: the index on the threads that it takes, which are all for 100,000 faces of 512 values. Each face is a person of its own: the most work that so many faces can be. Budget: 0 B allocated.</summary>
public class SearchBenchmarks
{
    private readonly PersonMatch[] _matches = new PersonMatch[5];
    private readonly double[] _best = new double[5];
    private float[] _query = [];
    private float[] _rows = [];
    private FaceIndex _index = null!;

    [Params(1_000, 100_000)]
    public int Faces { get; set; }

    [Params(128, 512)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _rows = Vectors.Unit(seed: 1, Faces, Dimension);
        _query = FaceEmbedding.FromModelOutput(Vectors.Unit(seed: 2, 1, Dimension)).Values.ToArray();
        _index = BuildIndex(_rows, Dimension);
        Index();
        Plain();
        Check.That(_best.Zip(_matches).All(pair => Math.Abs(pair.First - pair.Second.Similarity) < 1e-5), "the index and the plain loop find the same similarities");
    }

    /// <summary>Two loops in double, without any vector instruction of our own.</summary>
    [Benchmark(Baseline = true)]
    public double Plain()
    {
        Vectors.PlainSearch(_rows, _query, _best);
        return _best[0];
    }

    /// <summary>The index that the app searches.</summary>
    [Benchmark]
    public int Index() => _index.Search(_query, excludedPhoto: null, _matches);

    /// <summary>An index of rows, each a photo and a person of its own.</summary>
    internal static FaceIndex BuildIndex(float[] rows, int dimension)
    {
        var builder = new FaceIndexBuilder(dimension);
        for (int row = 0; row < rows.Length / dimension; row++)
        {
            builder.Replace($"photo-{row}", [new NamedFace($"photo-{row}", $"person-{row}", FaceEmbedding.FromModelOutput(rows.AsSpan(row * dimension, dimension)))]);
        }

        return builder.Build();
    }
}
