using System.Diagnostics;
using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Scanning;

namespace FaceFunctions.Benchmarks.SearchCompare;

/// <summary>The index beside a float32 scan of the same faces, in one process, by turns.</summary>
internal static class SearchCompareRun
{
    private const int Top = 5;
    private const int Batch = 32;
    private const int WarmUps = 3;
    private const double BytesPerGigabyte = 1e9;

    /// <summary>Runs it and prints what it measured.</summary>
    /// <returns>The exit code: 0 when every answer was right, else 1.</returns>
    public static int Run(SearchCompareOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        SearchSettings settings = SearchSettings.Default with { MaxThreads = options.Threads };
        var vectors = new ClusteredVectors(options.Seed, options.People, options.FacesPerPerson, options.Dimension, options.Cosine);
        var flat = new FlatRows(options.People, options.FacesPerPerson, options.Dimension);
        FaceIndex index = Build(vectors, flat, new FaceIndexBuilder(options.Dimension, settings), cancellationToken);
        float[][] queries = [.. IndexProbe.Draw(vectors, options.Queries, options.Seed).Select(probe => probe.Vector)];
        output.WriteLine(FormattableString.Invariant(
            $"Gallery      {index.FaceCount:N0} faces of {index.PersonCount:N0} people, {options.Dimension} values each; {options.Threads} threads, {settings.Kernel.Name}; medians (and least) of {options.Rounds} rounds"));
        Compare(options, output, flat, index, queries, cancellationToken);
        return Check(options, output, flat, index, queries);
    }

    private static FaceIndex Build(ClusteredVectors vectors, FlatRows flat, FaceIndexBuilder builder, CancellationToken cancellationToken)
    {
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int face = 0; face < vectors.FacesPerPerson; face++)
            {
                var named = new NamedFace(person.PhotoOf(face), person.Name, person.Embedding(face));
                flat.Set(person.Number, face, named.Embedding.Values);
                builder.Replace(named.Photo, [named]);
            }
        }

        return builder.Build();
    }

    private static void Compare(SearchCompareOptions options, TextWriter output, FlatRows flat, FaceIndex index, float[][] queries, CancellationToken cancellationToken)
    {
        var matches = new PersonMatch[Batch * Top];
        int[] found = new int[Batch];
        float[] batch = [.. queries.Take(Batch).SelectMany(query => query)];
        (List<double> reads, List<double> scans, List<double> singles, List<double> batches) = ([], [], [], []);
        List<double> allocated = [];
        for (int round = -WarmUps; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] query = queries[(round + WarmUps) % queries.Length];
            double read = Time(() => flat.Read(options.Threads));
            double scan = Time(() => flat.Scan(query, options.Threads));
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            index.Search(query, default, MatchUnit.Person, matches.AsSpan(0, Top));
            double single = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            index.SearchAll(batch, default, MatchUnit.Person, Top, matches, found);
            double several = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Batch;
            if (round >= 0)
            {
                allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
                reads.Add(read);
                scans.Add(scan);
                singles.Add(single);
                batches.Add(several);
            }
        }

        double rowBytes = (double)index.FaceCount * options.Dimension * sizeof(float);
        double codeBytes = (double)index.FaceCount * new RowLayout(options.Dimension).PlaneBytes;
        output.WriteLine(Row("Read", reads, rowBytes, scans));
        output.WriteLine(Row("Scan", scans, rowBytes, scans));
        output.WriteLine(Row("Search", singles, codeBytes, scans));
        output.WriteLine(Row($"{Batch} at once", batches, codeBytes / Batch, scans));
        output.WriteLine(FormattableString.Invariant($"Allocated    {Median(allocated):N0} bytes (at most {allocated.Max():N0}, when the pool starts a thread) by a search of each kind together"));
    }

    private static int Check(SearchCompareOptions options, TextWriter output, FlatRows flat, FaceIndex index, float[][] queries)
    {
        var matches = new PersonMatch[Top];
        (int Person, double Score)[][] nearest = flat.Nearest(queries, Top, options.Threads);
        int right = 0;
        int wanted = 0;
        for (int query = 0; query < queries.Length; query++)
        {
            int found = index.Search(queries[query], default, MatchUnit.Person, matches);
            wanted += nearest[query].Length;

            // No two people have the same score here: by chance they would once in 10^9 queries.
            right += nearest[query].Zip(matches[..found]).Count(pair =>
                pair.Second.Person == $"person-{pair.First.Person}" && pair.Second.Similarity == (float)Math.Clamp(pair.First.Score, -1, 1));
        }

        output.WriteLine(FormattableString.Invariant($"Recall       {(double)right / wanted:0.000000} of the first {Top} of {queries.Length:N0} queries, each at its place and with the similarity of a sum in double"));
        return right == wanted ? 0 : 1;
    }

    private static double Time<T>(Func<T> run)
    {
        long start = Stopwatch.GetTimestamp();
        _ = run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Row(string name, List<double> times, double bytes, List<double> scans)
    {
        (double median, double least) = (Median(times), times.Min());
        return FormattableString.Invariant(
            $"{name,-12} {median,9:0.000} ms ({least:0.000}), {bytes / median / BytesPerGigabyte * 1000:0.0} GB/s ({bytes / least / BytesPerGigabyte * 1000:0.0}), {median / Median(scans):0.000} of the scan ({least / scans.Min():0.000})");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
