using System.Diagnostics;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>The size proof: a real index with as many made-up faces as wanted, timed searches, and answers that are checked.</summary>
internal static class IndexLoadRun
{
    private const int Top = 5;
    private const int WarmUps = 5;
    private const int ReportedFaults = 10;
    private const double BytesPerMegabyte = 1_000_000;

    /// <summary>Runs it and prints what it measured.</summary>
    /// <returns>The exit code: 0 when every answer was right, else 1.</returns>
    public static int Run(IndexLoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var vectors = new ClusteredVectors(options.Seed, options.People, options.FacesPerPerson, options.Dimension, options.Cosine);
        ResidentMemory? before = ResidentMemory.Read(Environment.ProcessId);
        var builder = new FaceIndexBuilder(vectors.Dimension);
        (FaceIndex index, TimeSpan building, TimeSpan generating) = Build(builder, vectors, cancellationToken);
        output.WriteLine(FormattableString.Invariant($"""
            Gallery             {index.FaceCount:N0} faces of {index.PersonCount:N0} people, {options.Dimension} values each, mean cosine within a person {options.Cosine}
            Built               in {building.TotalSeconds:0.0} s, beside {generating.TotalSeconds:0.0} s to make the faces
            """));
        ResidentMemory? memory = ResidentMemory.Read(Environment.ProcessId);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive); // without what only made the faces
        ResidentMemory? kept = ResidentMemory.Read(Environment.ProcessId);
        GC.KeepAlive(builder); // the app keeps its builder too
        output.WriteLine(FormattableString.Invariant($"""
            Resident            {kept?.Now / BytesPerMegabyte:N0} MB, at most {memory?.Peak / BytesPerMegabyte:N0} MB while built; {before?.Now / BytesPerMegabyte:N0} MB before
            A face              {kept?.Now / index.FaceCount:N0} bytes of the process, {(kept?.Now - before?.Now) / index.FaceCount:N0} of them for the index; at most {memory?.Peak / index.FaceCount:N0}
            """));

        IReadOnlyList<IndexProbe> probes = IndexProbe.Draw(vectors, options.Probes, options.Seed);
        PersonMatch[][] answers = Search(index, probes, out double[] milliseconds, cancellationToken);
        IndexProbe[] compared = [.. probes.Take(options.Compared)];
        double[][] plain = PlainPeopleScan.Run(vectors, compared, Top, out TimeSpan scanning, cancellationToken);
        string[] faults = [.. probes
            .Select((probe, i) => AnswerCheck.FindFault(vectors, probe, answers[i], Math.Min(Top, vectors.People), i < plain.Length ? plain[i] : null))
            .OfType<string>()];

        double plainMilliseconds = scanning.TotalMilliseconds / compared.Length;
        output.WriteLine(FormattableString.Invariant($"""
            Search, top {Top}       p50 {Percentile(milliseconds, 0.5):0.00} ms, p95 {Percentile(milliseconds, 0.95):0.00} ms, p99 {Percentile(milliseconds, 0.99):0.00} ms; {probes.Count} probes, one at a time
            Plain scan          {plainMilliseconds:0.00} ms: {plainMilliseconds / Percentile(milliseconds, 0.5):0.0} times the p50
            """));
        WriteSimilarities(output, "People", [.. probes.Zip(answers).Where(pair => pair.First.IsKnown)]);
        WriteSimilarities(output, "Strangers", [.. probes.Zip(answers).Where(pair => !pair.First.IsKnown)]);
        output.WriteLine($"Wrong answers       {faults.Length} of {probes.Count}; {compared.Length} were compared with the plain scan of all faces");
        foreach (string fault in faults.Take(ReportedFaults))
        {
            output.WriteLine(fault);
        }

        output.WriteLine(faults.Length == 0 ? "Passed." : "FAILED.");
        return faults.Length == 0 ? 0 : 1;
    }

    private static (FaceIndex Index, TimeSpan Building, TimeSpan Generating) Build(FaceIndexBuilder builder, ClusteredVectors vectors, CancellationToken cancellationToken)
    {
        (TimeSpan building, TimeSpan generating) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int face = 0; face < vectors.FacesPerPerson; face++)
            {
                long start = Stopwatch.GetTimestamp();
                var named = new NamedFace(person.PhotoOf(face), person.Name, person.Embedding(face));
                generating += Stopwatch.GetElapsedTime(start);
                start = Stopwatch.GetTimestamp();
                builder.Replace(named.Photo, [named]);
                building += Stopwatch.GetElapsedTime(start);
            }
        }

        long last = Stopwatch.GetTimestamp();
        FaceIndex index = builder.Build();
        return (index, building + Stopwatch.GetElapsedTime(last), generating);
    }

    private static PersonMatch[][] Search(FaceIndex index, IReadOnlyList<IndexProbe> probes, out double[] milliseconds, CancellationToken cancellationToken)
    {
        var matches = new PersonMatch[Top];
        for (int i = 0; i < WarmUps; i++)
        {
            index.Search(probes[0].Vector, excludedPhoto: null, matches);
        }

        var answers = new PersonMatch[probes.Count][];
        milliseconds = new double[probes.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            int found = index.Search(probes[i].Vector, excludedPhoto: null, matches);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            answers[i] = matches[..found];
        }

        return answers;
    }

    private static void WriteSimilarities(TextWriter output, string who, (IndexProbe Probe, PersonMatch[] Answer)[] searches)
    {
        if (searches.Length == 0)
        {
            return;
        }

        double[] best = [.. searches.Select(search => (double)search.Answer[0].Similarity)];
        int right = searches.Count(search => search.Answer[0].Person == search.Probe.Person.Name);
        string rank = searches[0].Probe.IsKnown ? FormattableString.Invariant($"rank 1 in {right} of {searches.Length} ({(double)right / searches.Length:P1}); ") : "";
        output.WriteLine(FormattableString.Invariant($"{who,-20}{rank}best similarity {best.Min():0.000} to {best.Max():0.000}, median {Percentile(best, 0.5):0.000}"));
    }

    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    private static double Percentile(double[] values, double share) => values.Order().ElementAt((int)Math.Ceiling(share * values.Length) - 1);
}
